import { countryCode, text } from '@hybrid-fleet/service-kit';
import { z } from 'zod';

const MOST_DAYS = 365;
const days = z
  .number()
  .int('must be a whole number')
  .min(0, 'must be at least 0')
  .max(MOST_DAYS, `must be at most ${MOST_DAYS}`);

/** Something the carrier offers: delivery in so many working days, up to a weight. */
export const carrierService = z
  .strictObject({
    code: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/, 'must be 1 to 50 letters, digits, dots, hyphens or underscores'),
    name: text(150),
    minDays: days,
    maxDays: days,
    maxWeightKg: z.number().positive('must be above 0').max(1_000_000, 'must be at most 1000000'),
    dimensionalDivisor: z
      .number()
      .positive('must be above 0')
      .max(100_000, 'must be at most 100000')
      .nullable()
      .default(null)
      .describe('cm³ that are charged as one kg; without it only the scales count'),
  })
  .refine((service) => service.minDays <= service.maxDays, { path: ['maxDays'], error: 'must not be below minDays' })
  .meta({ id: 'CarrierService' });

/** A country that the carrier delivers to; with prefixes, only the postcodes that begin with one of them. */
export const coverageArea = z
  .strictObject({
    country: countryCode,
    postcodePrefixes: z
      .array(
        z
          .string()
          .trim()
          .toUpperCase()
          .regex(/^[A-Z0-9][A-Z0-9 -]{0,9}$/, 'must be 1 to 10 letters, digits, blanks or hyphens'),
      )
      .max(1000, 'must have at most 1000 prefixes')
      .nullable()
      .default(null),
  })
  .meta({ id: 'CoverageArea' });

export type CarrierService = z.output<typeof carrierService>;
export type CoverageArea = z.output<typeof coverageArea>;
