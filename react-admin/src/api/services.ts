import type { authApi, customerApi, pricingApi, userApi } from '@hybrid-fleet/contracts';
import createClient from 'openapi-fetch';
import { send } from './http';

/** Same origin: the gateway knows where each service is. */
const options = { baseUrl: location.origin, fetch: send };

/** Typed by the services' own documents. A refusal rejects, so `data` is always there. */
export const auth = createClient<authApi.paths>(options);
export const users = createClient<userApi.paths>(options);
export const customers = createClient<customerApi.paths>(options);
export const pricing = createClient<pricingApi.paths>(options);

export const SERVICES = [
  'auth-service',
  'user-service',
  'customer-service',
  'carrier-service',
  'pricing-service',
] as const;
export type ServiceName = (typeof SERVICES)[number];
