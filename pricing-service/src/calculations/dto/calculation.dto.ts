import { countryCode, idParam, instant, listQuery, pageOf, timestamp } from '@hybrid-fleet/service-kit';
import { z } from 'zod';
import { currency } from '../../rules/dto/amounts.js';
import { serviceType } from '../../rules/dto/conditions.dto.js';

const line = z.object({
  type: z.string(),
  ruleId: z.number().int(),
  amount: z.string(),
  percentage: z.string().optional(),
});

const amounts = z
  .object({
    baseRate: z.string(),
    weightRate: z.string(),
    distanceRate: z.string(),
    surcharges: z.array(line),
    discounts: z.array(line),
    subtotal: z.string().describe('baseRate + weightRate + distanceRate'),
    adjustment: z.string().describe('What minimum charge, maximum charge and the floor at 0 added or took away'),
    taxes: z.string(),
    total: z.string().describe('subtotal + surcharges − discounts + adjustment + taxes'),
    currency: z.string(),
  })
  .meta({ id: 'PriceCalculation', description: 'Amounts are decimal text in the currency’s minor units' });

const request = z
  .object({
    carrierId: z.number().int(),
    serviceType: z.string(),
    weight: z.number(),
    dimensions: z.object({ length: z.number(), width: z.number(), height: z.number() }).optional(),
    distance: z.number().optional(),
    originCountry: z.string(),
    destinationCountry: z.string(),
    destinationPostcode: z.string().optional(),
    customerType: z.string().optional(),
    customerId: z.number().int().optional(),
  })
  .meta({ id: 'PricedRequest' });

const appliedRule = z.object({
  ruleId: z.number().int(),
  name: z.string(),
  version: z.number().int(),
  priority: z.number().int(),
  gave: z.array(z.enum(['rates', 'surcharges', 'discounts'])),
});

const step = z.object({
  code: z.string(),
  message: z.string(),
  ruleId: z.number().int().optional(),
  amount: z.string().optional(),
});

const shared = {
  requestId: z.string(),
  request,
  calculation: amounts,
  appliedRules: z.array(appliedRule),
  trace: z.array(step).describe('How the price came about, in order'),
  ruleSetVersion: z.number().int().describe('Raised by every change of a rule'),
  calculatedAt: timestamp,
};

export const preview = z.object(shared).meta({ id: 'PricePreview' });
export const calculation = z.object({ id: z.number().int(), ...shared }).meta({ id: 'PricingCalculation' });

const filters = {
  search: z
    .string()
    .trim()
    .min(1)
    .max(128)
    .optional()
    .describe("A quote's number, or the id of the request that asked for it"),
  carrierId: idParam.optional(),
  customerId: idParam.optional(),
  serviceType: serviceType.optional(),
  country: countryCode.optional().describe('From or to this country'),
  currency: currency.optional(),
  calculatedFrom: instant.optional(),
  calculatedTo: instant.optional().describe('The first instant that is left out'),
};

export const calculationList = listQuery(['id', 'calculatedAt', 'total'], filters);
export const calculationFilters = z.strictObject(filters);
export const calculationExport = calculationList.omit({ page: true, limit: true });
export const calculationPage = pageOf(calculation);
export const count = z.object({ count: z.number().int() }).meta({ id: 'Count' });

export type PreviewView = z.output<typeof preview>;
export type CalculationView = z.output<typeof calculation>;
export type CalculationList = z.output<typeof calculationList>;
export type CalculationExport = z.output<typeof calculationExport>;
export type CalculationFilters = z.output<typeof calculationFilters>;
