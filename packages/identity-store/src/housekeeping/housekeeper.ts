import { Retention } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';

/** What has expired is of no use to anybody; auth-service, which made it, deletes it. */
@Injectable()
export class Housekeeper {
  constructor(retention: Retention) {
    retention.register(
      'DELETE FROM revocations WHERE expires_at < UTC_TIMESTAMP(3)',
      'DELETE FROM one_time_tokens WHERE expires_at < UTC_TIMESTAMP(3)',
      // Longer than any wait: see LOCKOUT_MAX_SECONDS.
      'DELETE FROM login_failures WHERE last_failed_at < UTC_TIMESTAMP(3) - INTERVAL 7 DAY',
      // Their refresh tokens go with them.
      'DELETE FROM sessions WHERE expires_at < UTC_TIMESTAMP(3)',
      'DELETE FROM signing_keys WHERE expires_at < UTC_TIMESTAMP(3)',
    );
  }
}
