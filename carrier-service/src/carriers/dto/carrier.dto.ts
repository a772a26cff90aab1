import {
  booleanFilter,
  countryCode,
  deletedFilter,
  emailAddress,
  idsFilter,
  listQuery,
  optionalTimestamp,
  pageOf,
  phoneNumber,
  recordId,
  text,
  timestamp,
  userSummary,
  version,
} from '@hybrid-fleet/service-kit';
import { z } from 'zod';
import { carrierService, coverageArea } from './coverage.dto.js';

const PLACEHOLDER = '{trackingNumber}';

/** Kept as written; letters of another case are the same code. */
const code = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/, 'must be 1 to 50 letters, digits, dots, hyphens or underscores');

const webAddress = z
  .string()
  .trim()
  .max(500, 'must have at most 500 characters')
  .pipe(z.url({ protocol: /^https?$/, error: 'must be a web address, like https://example.com' }));

const trackingUrlTemplate = z
  .string()
  .trim()
  .max(500, 'must have at most 500 characters')
  .refine((value) => value.includes(PLACEHOLDER), `must contain ${PLACEHOLDER}`)
  .refine(
    (value) => /^https?:\/\//.test(value) && URL.canParse(value.replaceAll(PLACEHOLDER, '1')),
    `must be a web address, like https://example.com/${PLACEHOLDER}`,
  );

/** Refuses a list in which two entries have the same key, naming the second. */
function unique<T>(keyOf: (entry: T) => string, name: string) {
  return (entries: T[], context: z.core.$RefinementCtx<T[]>) => {
    const seen = new Set<string>();
    entries.forEach((entry, index) => {
      const key = keyOf(entry).toLowerCase();
      if (seen.has(key)) context.addIssue({ code: 'custom', path: [index, name], message: 'is in the list twice' });
      seen.add(key);
    });
  };
}

export const carrierFields = {
  name: text(150),
  code,
  description: text(2000, 0).nullish(),
  ownerId: recordId.nullish(),
  isActive: z.boolean(),
  contactEmail: emailAddress.nullish(),
  contactPhone: phoneNumber.nullish(),
  website: webAddress.nullish(),
  trackingUrlTemplate: trackingUrlTemplate.nullish(),
  services: z
    .array(carrierService)
    .max(100, 'must have at most 100 services')
    .superRefine(unique((service) => service.code, 'code')),
  coverage: z
    .array(coverageArea)
    .max(250, 'must have at most 250 countries')
    .superRefine(unique((area) => area.country, 'country')),
};

export const createCarrierBody = z
  .strictObject({
    ...carrierFields,
    isActive: z.boolean().default(true),
    services: carrierFields.services.default([]),
    coverage: carrierFields.coverage.default([]),
  })
  .meta({ id: 'CreateCarrier' });

export const updateCarrierBody = z
  .strictObject({ ...carrierFields, version })
  .partial()
  .meta({
    id: 'UpdateCarrier',
    description:
      'Only the given fields change; a given list replaces the old one. `version` here or in If-Match is required.',
  });

export const carrierList = listQuery(['id', 'createdAt', 'updatedAt', 'deletedAt', 'name', 'code', 'isActive'], {
  isActive: booleanFilter.optional(),
  country: countryCode.optional(),
  deleted: deletedFilter,
  ids: idsFilter,
});

/** A filter of its own, so that `active?isActive=false` is refused instead of being ignored. */
export const activeCarrierList = carrierList.omit({ isActive: true, deleted: true });

/** What can be listed can be counted. */
export const carrierFilters = carrierList.omit({ page: true, limit: true, sort: true });

/** … and exported. */
export const carrierExport = carrierList.omit({ page: true, limit: true });

export const carrier = z
  .object({
    id: z.number().int(),
    name: z.string(),
    code: z.string(),
    description: z.string().nullable(),
    ownerId: z.number().int().nullable(),
    isActive: z.boolean(),
    contactEmail: z.string().nullable(),
    contactPhone: z.string().nullable(),
    website: z.string().nullable(),
    trackingUrlTemplate: z.string().nullable(),
    services: z.array(carrierService),
    coverage: z.array(coverageArea),
    version: z.number().int(),
    createdAt: timestamp,
    updatedAt: timestamp,
    deletedAt: optionalTimestamp,
  })
  .meta({ id: 'Carrier' });

export const expandQuery = z.strictObject({ expand: z.enum(['owner']).optional() });

export const expandedCarrier = z
  .object({
    ...carrier.shape,
    owner: userSummary.nullish().describe('With expand=owner; null when there is none or user-service is missing'),
    missing: z.array(z.string()).optional().describe('Services that did not answer, so that their part is left out'),
  })
  .meta({ id: 'ExpandedCarrier' });

export const carrierPage = pageOf(carrier);
export const count = z.object({ count: z.number().int() }).meta({ id: 'Count' });
export const nameParam = text(150);

export type CreateCarrier = z.output<typeof createCarrierBody>;
export type UpdateCarrier = z.output<typeof updateCarrierBody>;
export type CarrierList = z.output<typeof carrierList>;
export type CarrierFilters = z.output<typeof carrierFilters>;
export type CarrierExport = z.output<typeof carrierExport>;
export type ActiveCarrierList = z.output<typeof activeCarrierList>;
export type CarrierView = z.output<typeof carrier>;
export type ExpandedCarrier = z.output<typeof expandedCarrier>;
