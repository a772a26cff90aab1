export * from './cloud-event.js';
export * from './event-payloads.js';
export * from './event-types.js';
