import { z } from 'zod';
import { listQuery, pageOf } from '../database/list.js';
import { timestamp } from '../http/fields.js';
import { ACTOR_KINDS } from './history.actor.js';

/** The last three change nothing that a record shows. */
export const HISTORY_ACTIONS = [
  'created',
  'updated',
  'deleted',
  'restored',
  'password_changed',
  'unlocked',
  'invited',
] as const;

export type HistoryAction = (typeof HISTORY_ACTIONS)[number];

export const historyList = listQuery(['id'], {}).omit({ search: true });

const fieldChange = z
  .object({
    field: z.string().describe('With its path where it is nested: address.city'),
    from: z.unknown(),
    to: z.unknown(),
    cut: z.boolean().optional().describe('A value was too long: it is the beginning of its text'),
  })
  .meta({ id: 'FieldChange' });

const actor = z
  .object({
    kind: z.enum(ACTOR_KINDS),
    userId: z.number().int().nullable().describe('Who, when it was a user'),
    name: z.string().nullable().describe('Which service, type of event or command, when it was one'),
  })
  .meta({ id: 'Actor' });

export const historyEntry = z
  .object({
    id: z.number().int(),
    action: z.enum(HISTORY_ACTIONS),
    version: z.number().int().nullable().describe('Of the record after the change; null when it has no other'),
    changes: z.array(fieldChange),
    actor,
    requestId: z.string().nullable().describe('As in X-Request-Id and in the logs; of an event, its message id'),
    traceId: z.string().nullable().describe('The same for a request and for all that its events caused'),
    createdAt: timestamp,
  })
  .meta({ id: 'HistoryEntry' });

export const historyPage = pageOf(historyEntry);

export type HistoryList = z.output<typeof historyList>;
export type HistoryEntry = z.output<typeof historyEntry>;
