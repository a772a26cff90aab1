import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { notFound } from '../errors/problem.js';
import type { MessagingList } from './messaging.dto.js';

const OUTBOX_COLUMNS = `id, message_id AS messageId, type, aggregate_type AS aggregateType, aggregate_id AS aggregateId,
  payload, created_at AS createdAt, attempts, last_error AS error, next_attempt_at AS nextAttemptAt`;

const DEAD_COLUMNS = `id, message_id AS messageId, type, event, status, attempts, error,
  next_attempt_at AS nextAttemptAt, first_failed_at AS firstFailedAt, last_failed_at AS lastFailedAt`;

/** What operators look at and decide: events that wait to be sent, and messages that could not be applied. */
@Injectable()
export class MessagingService {
  constructor(private readonly dataSource: DataSource) {}

  /** Events that are not sent, the age of the oldest in seconds, and how many of them the broker refused (`held`). */
  async backlog(): Promise<{ pending: number; held: number; lagSeconds: number }> {
    const [row] = await this.dataSource.query(
      `SELECT COUNT(*) AS pending, SUM(attempts > 0) AS held,
              TIMESTAMPDIFF(MICROSECOND, MIN(created_at), UTC_TIMESTAMP(3)) / 1000000 AS lagSeconds
         FROM outbox WHERE sent_at IS NULL`,
    );
    return {
      pending: Number(row.pending),
      held: Number(row.held ?? 0),
      lagSeconds: Math.max(0, Number(row.lagSeconds ?? 0)),
    };
  }

  async deadLetterCounts(): Promise<{ retrying: number; dead: number }> {
    const rows: { status: 'retrying' | 'dead'; count: string }[] = await this.dataSource.query(
      'SELECT status, COUNT(*) AS count FROM dead_letters GROUP BY status',
    );
    const count = (status: string) => Number(rows.find((row) => row.status === status)?.count ?? 0);
    return { retrying: count('retrying'), dead: count('dead') };
  }

  async outbox(query: MessagingList) {
    const { pending, lagSeconds } = await this.backlog();
    return { ...(await this.page('outbox WHERE sent_at IS NULL', OUTBOX_COLUMNS, query)), pending, lagSeconds };
  }

  deadLetters(query: MessagingList) {
    return this.page('dead_letters', DEAD_COLUMNS, query);
  }

  /** Tries a parked message again, with all its attempts before it. */
  redriveDeadLetter(id: number): Promise<void> {
    return this.change(
      'dead letter',
      "UPDATE dead_letters SET status = 'retrying', attempts = 0, next_attempt_at = UTC_TIMESTAMP(3) WHERE id = ?",
      id,
    );
  }

  /** Drops a message for good: its effect will never happen here. */
  discardDeadLetter(id: number): Promise<void> {
    return this.change('dead letter', 'DELETE FROM dead_letters WHERE id = ?', id);
  }

  /** Sends a held back event now instead of at its next attempt. */
  redriveOutbox(id: number): Promise<void> {
    return this.change('outbox event', 'UPDATE outbox SET next_attempt_at = NULL WHERE id = ? AND sent_at IS NULL', id);
  }

  private async change(noun: string, sql: string, id: number): Promise<void> {
    const { affectedRows } = await this.dataSource.query(sql, [id]);
    if (affectedRows === 0) throw notFound(noun);
  }

  private async page(from: string, columns: string, { page, limit, sort }: MessagingList) {
    const [{ total }] = await this.dataSource.query(`SELECT COUNT(*) AS total FROM ${from}`);
    const direction = sort?.direction === 'DESC' ? 'DESC' : 'ASC';
    const data = await this.dataSource.query(
      `SELECT ${columns} FROM ${from} ORDER BY id ${direction} LIMIT ? OFFSET ?`,
      [limit, (page - 1) * limit],
    );
    return { data, meta: { page, limit, total: Number(total), totalPages: Math.ceil(Number(total) / limit) } };
  }
}
