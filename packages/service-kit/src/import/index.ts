export { addressFields, addressOf } from './source-address.js';
export * from './source-fields.js';
export { jsonOf, timeOf } from './source-values.js';
