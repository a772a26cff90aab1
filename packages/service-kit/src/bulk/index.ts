export * from './bulk.dto.js';
export { BulkRunner } from './bulk.runner.js';
