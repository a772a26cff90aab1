import { listQuery, pageOf, recordId, timestamp } from '@hybrid-fleet/service-kit';
import { z } from 'zod';

export const session = z
  .object({
    id: z.uuid(),
    device: z.string().describe('The User-Agent header'),
    address: z.string(),
    createdAt: timestamp,
    lastSeenAt: timestamp,
    expiresAt: timestamp,
    current: z.boolean().describe('Whether this is the session that asks'),
  })
  .meta({ id: 'Session' });

export const sessionPage = pageOf(session);

export const sessionList = listQuery(['createdAt', 'lastSeenAt'], {
  userId: z
    .string()
    .regex(/^[1-9]\d{0,9}$/, 'must be a positive whole number')
    .transform(Number)
    .pipe(recordId)
    .optional(),
}).omit({ search: true });

export const sessionId = z.uuid('must be the id of a session');

export type SessionView = z.output<typeof session>;
export type SessionList = z.output<typeof sessionList>;
