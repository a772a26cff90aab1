import { randomUUID } from 'node:crypto';
import { EVENT_TYPES, type EventData, type EventType } from '@hybrid-fleet/contracts';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { requestContext } from '../http/request-context.js';

export interface NewEvent<T extends EventType> {
  type: T;
  aggregateId: string;
  data: EventData<T>;
}

/** Where a change says what happened, in its own transaction: both commit or neither. */
@Injectable()
export class Outbox {
  private readonly listeners: (() => void)[] = [];

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws outside a transaction, and when `data` is not what the contract promises to consumers. */
  async add<T extends EventType>(event: NewEvent<T>): Promise<void> {
    await this.addAll([event]);
  }

  /** Several events in one statement, in this order. */
  async addAll<T extends EventType>(events: readonly NewEvent<T>[]): Promise<void> {
    if (!this.unitOfWork.inTransaction) throw new Error('an event is emitted in the transaction of its change');
    if (events.length === 0) return;
    const { traceparent } = requestContext();
    const rows = events.map((event) => {
      const { aggregate, schema } = EVENT_TYPES[event.type];
      const payload = JSON.stringify(schema.parse(event.data));
      return [randomUUID(), event.type, aggregate, event.aggregateId, payload, traceparent];
    });
    await this.unitOfWork.manager.query(
      `INSERT INTO outbox (message_id, type, aggregate_type, aggregate_id, payload, traceparent, created_at)
       VALUES ${rows.map(() => '(?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))').join(', ')}`,
      rows.flat(),
    );
    this.unitOfWork.afterCommit(() => {
      for (const listener of this.listeners) listener();
    });
  }

  /** Calls `listener` after each commit that left events here. */
  onCommit(listener: () => void): void {
    this.listeners.push(listener);
  }
}
