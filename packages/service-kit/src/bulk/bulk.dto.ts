import { z } from 'zod';
import { recordId } from '../http/fields.js';

export const BULK_ACTIONS = ['activate', 'deactivate', 'delete', 'restore'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

const MOST_IDS = 100;

/** The same action for many records. */
export const bulkBody = z
  .strictObject({
    ids: z
      .array(recordId)
      .min(1, 'must have at least 1 id')
      .max(MOST_IDS, `must have at most ${MOST_IDS} ids`)
      .refine((ids) => new Set(ids).size === ids.length, 'must not have an id twice'),
    action: z.enum(BULK_ACTIONS, `must be one of ${BULK_ACTIONS.join(', ')}`),
  })
  .meta({ id: 'BulkChange' });

const done = z.object({ id: z.number().int(), ok: z.literal(true) });
const failed = z.object({
  id: z.number().int(),
  ok: z.literal(false),
  status: z.number().int().describe('What the request for this record alone would have answered'),
  code: z.string(),
  detail: z.string(),
});

export const bulkResult = z
  .object({
    results: z.array(z.discriminatedUnion('ok', [done, failed])).describe('In the order of the ids'),
    succeeded: z.number().int(),
    failed: z.number().int(),
  })
  .meta({ id: 'BulkResult' });

export type BulkBody = z.output<typeof bulkBody>;
export type BulkResult = z.output<typeof bulkResult>;
