import { z } from 'zod';
import { exact, isCurrency } from '../../engine/index.js';

/** A double keeps 15 digits of whatever was written; more must come as text. */
const SAFE_DIGITS = 15;
const AMOUNT = 'must be an amount of 0 or more with at most 13 digits and 6 decimals, as text or number';

const amountText = z.string().regex(/^\d{1,13}(\.\d{1,6})?$/, AMOUNT);
const amountNumber = z
  .number()
  .min(0, AMOUNT)
  .max(9_999_999_999_999, AMOUNT)
  .refine((value) => exact(value).decimalPlaces() <= 6, AMOUNT)
  .refine((value) => exact(value).precision() <= SAFE_DIGITS, `with more than ${SAFE_DIGITS} digits it must be text`);

/** A rate or amount of money as DECIMAL(19,6) holds it; comes out as plain decimal text without trailing zeros. */
export const amount = z
  .union([amountText, amountNumber], { error: AMOUNT })
  .transform((value) => exact(value).toFixed())
  .meta({ description: 'Decimal text, or a number of at most 15 digits; at most 6 decimals' });

export const percentage = (max: number) =>
  amount.refine((value) => exact(value).lte(max), `must be at most ${max}`).describe(`In percent, 0 to ${max}`);

export const currency = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isCurrency, 'must be an ISO 4217 currency code, like EUR');

const finite = (lowest: z.ZodNumber, max: number, unit: string) =>
  lowest
    .max(max, `must be at most ${max} ${unit}`)
    .refine((value) => exact(value).decimalPlaces() <= 6, 'must have at most 6 decimals');

/** A measure of a parcel or a way: at most 6 decimals. */
export const measure = (max: number, unit: string) => finite(z.number().min(0, 'must be at least 0'), max, unit);

export const positiveMeasure = (max: number, unit: string) => finite(z.number().gt(0, 'must be above 0'), max, unit);

export const MOST_KG = 1_000_000;
export const MOST_KM = 100_000;
export const MOST_CM = 100_000;
