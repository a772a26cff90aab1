import type { authApi, carrierApi, customerApi, pricingApi, userApi } from '@hybrid-fleet/contracts';

/** What each resource's records are. */
export interface Records {
  users: userApi.components['schemas']['User'];
  roles: userApi.components['schemas']['Role'];
  customers: customerApi.components['schemas']['Customer'];
  carriers: carrierApi.components['schemas']['Carrier'];
  'pricing-rules': pricingApi.components['schemas']['PricingRule'];
  quotes: pricingApi.components['schemas']['PricingCalculation'];
  sessions: authApi.components['schemas']['Session'];
}

export type ResourceName = keyof Records;

/** Below /api/v1. */
export const PATHS: Record<ResourceName, string> = {
  users: 'users',
  roles: 'roles',
  customers: 'customers',
  carriers: 'carriers',
  'pricing-rules': 'pricing/rules',
  quotes: 'pricing/calculations',
  sessions: 'auth/sessions',
};

/** What a service sets itself and refuses in an edit. */
export const READ_ONLY = ['id', 'version', 'createdAt', 'updatedAt', 'deletedAt'];

/** Resources whose deletes can be undone; their lists can show what is deleted, and fetch many records by their ids. */
export const RESTORABLE: readonly ResourceName[] = ['users', 'customers', 'carriers', 'pricing-rules'];
