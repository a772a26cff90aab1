import { z } from 'zod';

/**
 * What events carry: the aggregate's version and its full public state, so that a consumer needs no call back. Readers
 * ignore fields that they do not know: a newer sender may add some.
 */
const state = {
  version: z.number().int().min(1),
  deletedAt: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
};

export const userState = z.object({
  userId: z.number().int(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  phone: z.string().nullable(),
  isActive: z.boolean(),
  isEmailVerified: z.boolean(),
  /** Who vouches for the address: an admin who made the user, or nobody yet. */
  registeredBy: z.enum(['admin', 'self']),
  roles: z.array(z.string()),
  ...state,
});

export const customerState = z.object({
  customerId: z.number().int(),
  userId: z.number().int().nullable(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  companyName: z.string().nullable(),
  customerType: z.string(),
  country: z.string().nullable(),
  isActive: z.boolean(),
  ...state,
});

export const carrierState = z.object({
  carrierId: z.number().int(),
  name: z.string(),
  code: z.string(),
  description: z.string().nullable(),
  ownerId: z.number().int().nullable(),
  isActive: z.boolean(),
  contactEmail: z.string().nullable(),
  contactPhone: z.string().nullable(),
  website: z.string().nullable(),
  trackingUrlTemplate: z.string().nullable(),
  services: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      minDays: z.number().int(),
      maxDays: z.number().int(),
      maxWeightKg: z.number(),
      dimensionalDivisor: z.number().nullable(),
    }),
  ),
  coverage: z.array(z.object({ country: z.string(), postcodePrefixes: z.array(z.string()).nullable() })),
  ...state,
});

export const pricingRuleState = z.object({
  ruleId: z.number().int(),
  name: z.string(),
  description: z.string().nullable(),
  isActive: z.boolean(),
  priority: z.number().int(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  conditions: z.record(z.string(), z.unknown()),
  pricing: z.record(z.string(), z.unknown()),
  ...state,
});
