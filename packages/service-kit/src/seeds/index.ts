export * from './add-each.js';
export * from './demo-people.js';
export * from './seed-once.js';
export * from './seeded-random.js';
export * from './seeds.table.js';
