import { text } from '@hybrid-fleet/service-kit';
import { z } from 'zod';
import { exact } from '../../engine/index.js';
import { amount, currency, MOST_KG, measure, percentage } from './amounts.js';

const MOST_LINES = 50;

/** Empty fields of a form arrive as null and mean the same as absent ones. */
export function withoutNulls<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], null> } {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== null && field !== undefined),
  ) as never;
}

const modifier = (maxPercentage: number) =>
  z
    .strictObject({ type: text(50), amount: amount.nullish(), percentage: percentage(maxPercentage).nullish() })
    .transform(withoutNulls)
    .refine((value) => (value.amount === undefined) !== (value.percentage === undefined), {
      error: 'must have either amount or percentage',
    });

const modifiers = (maxPercentage: number) =>
  z.array(modifier(maxPercentage)).max(MOST_LINES, `must have at most ${MOST_LINES} entries`);

const weightBand = z.strictObject({ upTo: measure(MOST_KG, 'kg').nullish(), rate: amount }).transform(withoutNulls);

const weightBands = z
  .array(weightBand)
  .max(MOST_LINES, `must have at most ${MOST_LINES} bands`)
  .superRefine((bands, context) => {
    bands.forEach((band, index) => {
      const last = index === bands.length - 1;
      const before = bands[index - 1]?.upTo ?? 0;
      if (band.upTo === undefined ? !last : band.upTo <= before) {
        const message =
          band.upTo === undefined ? 'only the last band may have no end' : 'must be above the band before';
        context.addIssue({ code: 'custom', path: [index, 'upTo'], message });
      }
    });
  })
  .describe('Flat prices by chargeable weight, each for what is below upTo; they replace perKgRate');

/** What a rule charges. A rule without a base rate above 0 only adds its surcharges and discounts to another's rates. */
export const pricing = z
  .strictObject({
    baseRate: amount,
    currency,
    perKgRate: amount.nullish(),
    perKmRate: amount.nullish(),
    weightBands: weightBands.nullish(),
    minimumCharge: amount.nullish(),
    maximumCharge: amount.nullish(),
    surcharges: modifiers(1000).nullish(),
    discounts: modifiers(100).nullish(),
  })
  .transform(withoutNulls)
  .refine((value) => !value.maximumCharge || exact(value.minimumCharge ?? 0).lte(value.maximumCharge), {
    path: ['maximumCharge'],
    error: 'must not be below minimumCharge',
  })
  .meta({ id: 'RulePricingInput' });

const line = z.object({ type: z.string(), amount: z.string().optional(), percentage: z.string().optional() });

export const pricingView = z
  .object({
    baseRate: z.string(),
    currency: z.string(),
    perKgRate: z.string().optional(),
    perKmRate: z.string().optional(),
    weightBands: z.array(z.object({ upTo: z.number().optional(), rate: z.string() })).optional(),
    minimumCharge: z.string().optional(),
    maximumCharge: z.string().optional(),
    surcharges: z.array(line).optional(),
    discounts: z.array(line).optional(),
  })
  .meta({ id: 'RulePricing', description: 'Rates are decimal text' });
