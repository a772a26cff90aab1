import { z } from 'zod';

const MOST_DAYS = 366;

export const perDayQuery = z.strictObject({
  days: z
    .string()
    .regex(/^\d{1,3}$/, 'days must be a whole number')
    .transform(Number)
    .pipe(z.number().min(1, 'days must be at least 1').max(MOST_DAYS, `days must be at most ${MOST_DAYS}`))
    .default(30),
});

export const perDay = z
  .object({
    days: z
      .array(z.object({ day: z.iso.date(), count: z.number().int() }))
      .describe('UTC days, oldest first and today last'),
  })
  .meta({ id: 'QuotesPerDay' });

export type PerDayQuery = z.output<typeof perDayQuery>;
export type PerDay = z.output<typeof perDay>;
