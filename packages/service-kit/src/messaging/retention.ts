import { Injectable } from '@nestjs/common';
import { Retention } from '../database/retention.js';

/** Sent events are kept 7 days to look at; message ids 90 days, longer than any redelivery can be late. */
@Injectable()
export class MessageRetention {
  constructor(retention: Retention) {
    retention.register(
      'DELETE FROM outbox WHERE sent_at < UTC_TIMESTAMP(3) - INTERVAL 7 DAY',
      'DELETE FROM inbox WHERE received_at < UTC_TIMESTAMP(3) - INTERVAL 90 DAY',
    );
  }
}
