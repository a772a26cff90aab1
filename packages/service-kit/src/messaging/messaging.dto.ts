import { z } from 'zod';
import { listQuery, pageOf } from '../database/list.js';
import { optionalTimestamp, timestamp } from '../http/fields.js';

export const messagingList = listQuery(['id'], {}).omit({ search: true });

const json = z.preprocess(
  (value) => (typeof value === 'string' ? JSON.parse(value) : value),
  z.record(z.string(), z.unknown()),
);

export const outboxEvent = z
  .object({
    id: z.number().int(),
    messageId: z.string(),
    type: z.string(),
    aggregateType: z.string(),
    aggregateId: z.string(),
    payload: json,
    createdAt: timestamp,
    attempts: z.number().int(),
    error: z.string().nullable(),
    nextAttemptAt: optionalTimestamp,
  })
  .meta({ id: 'OutboxEvent' });

export const outboxPage = pageOf(outboxEvent)
  .extend({
    pending: z.number().int().describe('Events that the broker has not confirmed yet'),
    lagSeconds: z.number().describe('Age of the oldest of them; 0 when there is none'),
  })
  .meta({ id: 'OutboxPage' });

export const deadLetter = z
  .object({
    id: z.number().int(),
    messageId: z.string(),
    type: z.string(),
    event: json,
    status: z.enum(['retrying', 'dead']),
    attempts: z.number().int(),
    error: z.string(),
    nextAttemptAt: optionalTimestamp,
    firstFailedAt: timestamp,
    lastFailedAt: timestamp,
  })
  .meta({ id: 'DeadLetter' });

export const deadLetterPage = pageOf(deadLetter);

export type MessagingList = z.output<typeof messagingList>;
