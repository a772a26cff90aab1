export type * as authApi from './auth-service.js';
export type * as carrierApi from './carrier-service.js';
export type * as customerApi from './customer-service.js';
export type * as pricingApi from './pricing-service.js';
export type * as userApi from './user-service.js';
