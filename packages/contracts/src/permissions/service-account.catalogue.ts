import type { Permission } from './permission.catalogue.js';

export type ServiceName = 'auth-service' | 'user-service' | 'customer-service' | 'carrier-service' | 'pricing-service';

/** A service that signs in to auth-service to call the others: its name is its client id. */
export interface ServiceAccount {
  name: Exclude<ServiceName, 'auth-service'>;
  permissions: readonly Permission[];
}

/** Each service holds no more than the calls that it makes need. */
export const SERVICE_ACCOUNTS: readonly ServiceAccount[] = [
  { name: 'user-service', permissions: [] },
  { name: 'customer-service', permissions: ['users:read'] },
  { name: 'carrier-service', permissions: ['users:read'] },
  { name: 'pricing-service', permissions: ['customers:read', 'carriers:read'] },
];
