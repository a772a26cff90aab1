import type { Database } from '../backup/databases.js';

type Prefix = Database['prefix'];

/** What events are about: the schema and table that say how it is, and who has applied versions of it. */
export interface Aggregate {
  type: string;
  prefix: Prefix;
  table: string;
  consumers: readonly Prefix[];
}

export const AGGREGATES: readonly Aggregate[] = [
  { type: 'user', prefix: 'SHARED_DB', table: 'users', consumers: ['CUSTOMER_DB', 'CARRIER_DB'] },
  { type: 'customer', prefix: 'CUSTOMER_DB', table: 'customers', consumers: ['PRICING_DB'] },
  { type: 'carrier', prefix: 'CARRIER_DB', table: 'carriers', consumers: ['PRICING_DB'] },
];

/** A column of one schema that holds an id of another. */
export interface Reference {
  prefix: Prefix;
  table: string;
  /** How people call it. */
  name: string;
  sql: string;
  to: string;
}

const conditionOf = (key: string) => `CAST(JSON_UNQUOTE(JSON_EXTRACT(conditions, '$.${key}')) AS UNSIGNED)`;

export const REFERENCES: readonly Reference[] = [
  { prefix: 'CUSTOMER_DB', table: 'customers', name: 'customers.user_id', sql: 'user_id', to: 'user' },
  { prefix: 'CARRIER_DB', table: 'carriers', name: 'carriers.owner_id', sql: 'owner_id', to: 'user' },
  { prefix: 'PRICING_DB', table: 'pricing_rules', name: 'pricing_rules.carrier_id', sql: 'carrier_id', to: 'carrier' },
  {
    prefix: 'PRICING_DB',
    table: 'pricing_rules',
    name: 'pricing_rules.conditions.customerId',
    sql: conditionOf('customerId'),
    to: 'customer',
  },
  {
    prefix: 'PRICING_DB',
    table: 'pricing_calculations',
    name: 'pricing_calculations.carrier_id',
    sql: 'carrier_id',
    to: 'carrier',
  },
  {
    prefix: 'PRICING_DB',
    table: 'pricing_calculations',
    name: 'pricing_calculations.customer_id',
    sql: 'customer_id',
    to: 'customer',
  },
];
