import {
  booleanFilter,
  calendarDate,
  countryCode,
  deletedFilter,
  idParam,
  idsFilter,
  instant,
  listQuery,
  optionalTimestamp,
  pageOf,
  text,
  timestamp,
  version,
} from '@hybrid-fleet/service-kit';
import { z } from 'zod';
import { endOf, startOf } from '../../engine/index.js';
import { conditions, conditionsView, serviceType } from './conditions.dto.js';
import { pricing, pricingView } from './pricing.dto.js';

const HIGHEST_PRIORITY = 1_000_000;

/** A day or an instant; an instant is kept in UTC, so that text sorts as time. */
const dayOrInstant = z.union([calendarDate, instant.transform((value) => new Date(value).toISOString())], {
  error: 'must be a date or a time, like 2026-11-23 or 2026-11-23T09:30:00Z',
});

const fields = {
  name: text(150),
  description: text(2000, 0).nullish(),
  isActive: z.boolean(),
  priority: z.number().int('must be a whole number').min(-HIGHEST_PRIORITY).max(HIGHEST_PRIORITY),
  validFrom: dayOrInstant.nullish().describe('A date begins with that UTC day; the instant itself is included'),
  validTo: dayOrInstant.nullish().describe('A date includes that whole UTC day; an instant is the first one excluded'),
  conditions,
  pricing,
};

interface Validity {
  validFrom?: string | null;
  validTo?: string | null;
}

/** Whether there is an instant at which the rule is valid. */
export function isValidOnce({ validFrom, validTo }: Validity): boolean {
  return !validFrom || !validTo || startOf(validFrom) < endOf(validTo);
}

export const VALID_TO_TOO_EARLY = 'must not be before validFrom';

export const createRuleBody = z
  .strictObject({
    ...fields,
    isActive: z.boolean().default(true),
    priority: fields.priority.default(0),
    conditions: conditions.prefault({}),
  })
  .refine(isValidOnce, { path: ['validTo'], error: VALID_TO_TOO_EARLY })
  .meta({ id: 'CreatePricingRule' });

export const updateRuleBody = z
  .strictObject({ ...fields, version })
  .partial()
  .meta({
    id: 'UpdatePricingRule',
    description:
      'Only the given fields change; given conditions or pricing replace the old ones as a whole. `version` here or in If-Match is required.',
  });

export const ruleList = listQuery(
  ['id', 'name', 'priority', 'baseRate', 'validFrom', 'validTo', 'createdAt', 'updatedAt', 'deletedAt'],
  {
    carrierId: idParam.optional(),
    serviceType: serviceType.optional(),
    country: countryCode.optional().describe('Rules for this origin or this destination'),
    isActive: booleanFilter.optional(),
    validOn: dayOrInstant.optional().describe('Rules valid at that instant, or at any time of that UTC day'),
    deleted: deletedFilter,
    ids: idsFilter,
  },
);

/** What can be listed can be counted. */
export const ruleFilters = ruleList.omit({ page: true, limit: true, sort: true });

/** … and exported. */
export const ruleExport = ruleList.omit({ page: true, limit: true });

export const rule = z
  .object({
    id: z.number().int(),
    name: z.string(),
    description: z.string().nullable(),
    isActive: z.boolean(),
    priority: z.number().int(),
    validFrom: z.string().nullable(),
    validTo: z.string().nullable(),
    conditions: conditionsView,
    pricing: pricingView,
    version: z.number().int(),
    createdAt: timestamp,
    updatedAt: timestamp,
    deletedAt: optionalTimestamp,
  })
  .meta({ id: 'PricingRule' });

export const rulePage = pageOf(rule);
export const count = z.object({ count: z.number().int() }).meta({ id: 'Count' });

export type CreateRule = z.output<typeof createRuleBody>;
export type UpdateRule = z.output<typeof updateRuleBody>;
export type RuleList = z.output<typeof ruleList>;
export type RuleFilters = z.output<typeof ruleFilters>;
export type RuleExport = z.output<typeof ruleExport>;
export type RuleView = z.output<typeof rule>;
