import { CONFIG, Retention } from '@hybrid-fleet/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { IssuingConfig } from '../config.js';
import { dropUnusedPrivateParts } from '../signing-keys/signing-key.times.js';

/** What has expired is of no use to anybody; auth-service, which made it, deletes it. */
@Injectable()
export class Housekeeper {
  constructor(retention: Retention, @Inject(CONFIG) config: IssuingConfig) {
    const { REFRESH_TOKEN_TTL_DAYS } = config;
    retention.register(
      'DELETE FROM revocations WHERE expires_at < UTC_TIMESTAMP(3)',
      'DELETE FROM one_time_tokens WHERE expires_at < UTC_TIMESTAMP(3)',
      // Longer than any wait: see LOCKOUT_MAX_SECONDS.
      'DELETE FROM login_failures WHERE last_failed_at < UTC_TIMESTAMP(3) - INTERVAL 7 DAY',
      // Their refresh tokens go with them.
      'DELETE FROM sessions WHERE expires_at < UTC_TIMESTAMP(3)',
      // Of sessions that live on. Until then a second use ends the session; nobody keeps a token for longer than it lasts.
      `DELETE FROM refresh_tokens WHERE used_at < UTC_TIMESTAMP(3) - INTERVAL ${REFRESH_TOKEN_TTL_DAYS} DAY`,
      'DELETE FROM signing_keys WHERE expires_at < UTC_TIMESTAMP(3)',
      dropUnusedPrivateParts(config),
    );
  }
}
