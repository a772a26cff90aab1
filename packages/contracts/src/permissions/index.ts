export * from './permission.catalogue.js';
export * from './role.catalogue.js';
export * from './service-account.catalogue.js';
