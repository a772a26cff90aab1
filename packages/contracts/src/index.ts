export * from './api/index.js';
export * from './countries.js';
export * from './events/index.js';
export * from './import/index.js';
export * from './permissions/index.js';
