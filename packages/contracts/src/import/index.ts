export * from './import-table.js';
