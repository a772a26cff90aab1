import { countryCode, recordId } from '@hybrid-fleet/service-kit';
import { z } from 'zod';
import { MOST_KG, MOST_KM, measure } from './amounts.js';
import { withoutNulls } from './pricing.dto.js';

/** A carrier's service as its carrier names it; letters of another case are the same. */
export const serviceType = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/, 'must be 1 to 50 letters, digits, dots, hyphens or underscores');

export const customerType = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9_-]{0,31}$/, 'must be a short word, like retail, business or vip');

const range = (max: number, unit: string) =>
  z
    .strictObject({ min: measure(max, unit).nullish(), max: measure(max, unit).nullish() })
    .transform(withoutNulls)
    .refine((value) => value.min !== undefined || value.max !== undefined, 'must have min, max or both')
    .refine((value) => value.max === undefined || (value.min ?? 0) < value.max, {
      path: ['max'],
      error: 'must be above min, because it is not in the range itself',
    })
    .describe(`In ${unit}; min is in the range, max is not`);

const postcodePrefix = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9 -]{0,9}$/, 'must be 1 to 10 letters, digits, blanks or hyphens');

/** When a rule applies; an absent condition matches anything. */
export const conditions = z
  .strictObject({
    carrierId: recordId.nullish(),
    serviceType: serviceType.nullish(),
    weightRange: range(MOST_KG, 'kg').nullish(),
    distanceRange: range(MOST_KM, 'km').nullish(),
    originCountry: countryCode.nullish(),
    destinationCountry: countryCode.nullish(),
    destinationPostcodePrefixes: z.array(postcodePrefix).max(1000, 'must have at most 1000 prefixes').nullish(),
    customerType: customerType.nullish(),
    customerId: recordId.nullish(),
  })
  .transform(withoutNulls)
  .meta({ id: 'RuleConditionsInput' });

const rangeView = z.object({ min: z.number().optional(), max: z.number().optional() });

export const conditionsView = z
  .object({
    carrierId: z.number().int().optional(),
    serviceType: z.string().optional(),
    weightRange: rangeView.optional(),
    distanceRange: rangeView.optional(),
    originCountry: z.string().optional(),
    destinationCountry: z.string().optional(),
    destinationPostcodePrefixes: z.array(z.string()).optional(),
    customerType: z.string().optional(),
    customerId: z.number().int().optional(),
  })
  .meta({ id: 'RuleConditions', description: 'An absent condition matches anything' });
