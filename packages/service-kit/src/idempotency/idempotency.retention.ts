import { Injectable } from '@nestjs/common';
import { Retention } from '../database/retention.js';

/** A key is good for 24 hours: longer than any client goes on trying. */
@Injectable()
export class IdempotencyRetention {
  constructor(retention: Retention) {
    retention.register('DELETE FROM idempotency_keys WHERE created_at < UTC_TIMESTAMP(3) - INTERVAL 24 HOUR');
  }
}
