import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { readEnvironment } from '@hybrid-fleet/service-kit';
import type { z } from 'zod';
import * as auth from '../../auth-service/src/config.js';
import * as carrier from '../../carrier-service/src/config.js';
import * as customer from '../../customer-service/src/config.js';
import * as pricing from '../../pricing-service/src/config.js';
import * as user from '../../user-service/src/config.js';

const example = parseEnv(readFileSync(join(__dirname, '../../hybrid-environment.example'), 'utf8'));

const schemas: Record<string, { environment: z.ZodObject; migrationEnvironment?: z.ZodObject }> = {
  'auth-service': auth,
  'user-service': user,
  'customer-service': customer,
  'carrier-service': carrier,
  'pricing-service': pricing,
};

/** Read by the scripts that start servers and fleets, and by docker-compose.hybrid.yml, not by a service. */
const READ_BY_SCRIPTS = new Set([
  'RABBITMQ_MANAGEMENT_PORT',
  'MIGRATE_FROM_URL',
  'MIGRATE_FROM_AUTH_URL',
  'MIGRATE_FROM_USER_URL',
  'PROMETHEUS_PORT',
  'GRAFANA_PORT',
  'GRAFANA_ADMIN_PASSWORD',
  ...['SHARED_DB', 'CUSTOMER_DB', 'CARRIER_DB', 'PRICING_DB'].map((database) => `${database}_ROOT_PASSWORD`),
]);

const readByServices = new Set(
  Object.values(schemas).flatMap(({ environment, migrationEnvironment }) => [
    ...Object.keys(environment.shape),
    ...Object.keys(migrationEnvironment?.shape ?? {}),
  ]),
);

describe('hybrid-environment.example', () => {
  it('has every variable that is read', () => {
    expect([...readByServices].filter((name) => !(name in example))).toEqual([]);
  });

  it('has no variable that nobody reads', () => {
    const read = new Set([...readByServices, ...READ_BY_SCRIPTS]);
    expect(Object.keys(example).filter((name) => !read.has(name))).toEqual([]);
  });

  it.each(Object.keys(schemas))('is enough for %s to start, when copied by hand', (name) => {
    const { environment, migrationEnvironment } = schemas[name] as (typeof schemas)[string];
    expect(() => readEnvironment(environment, example as NodeJS.ProcessEnv)).not.toThrow();
    if (migrationEnvironment)
      expect(() => readEnvironment(migrationEnvironment, example as NodeJS.ProcessEnv)).not.toThrow();
  });

  it.each(Object.keys(schemas))('%s names a missing variable and shows no value of a wrong one', (name) => {
    const { environment } = schemas[name] as (typeof schemas)[string];
    const env = { ...example, REDIS_PORT: 'hunter2', REDIS_PASSWORD: undefined } as NodeJS.ProcessEnv;
    expect(() => readEnvironment(environment, env)).toThrow(/REDIS_PASSWORD: is missing/);
    expect(() => readEnvironment(environment, env)).toThrow(/REDIS_PORT: /);
    expect(() => readEnvironment(environment, env)).not.toThrow(/hunter2/);
  });
});

describe('a service is given only its own secrets', () => {
  it.each([
    ['customer-service', 'CUSTOMER_DB'],
    ['carrier-service', 'CARRIER_DB'],
    ['pricing-service', 'PRICING_DB'],
    ['auth-service', 'SHARED_DB'],
    ['user-service', 'SHARED_DB'],
  ])('%s reads no database but %s, and never an account that may change the schema', (name, prefix) => {
    const variables = Object.keys((schemas[name] as (typeof schemas)[string]).environment.shape);
    const databases = variables.filter((variable) => /_DB_/.test(variable));
    expect(databases.length).toBeGreaterThan(0);
    expect(databases.filter((variable) => !variable.startsWith(`${prefix}_`))).toEqual([]);
    expect(variables.filter((variable) => /MIGRATOR|ROOT/.test(variable))).toEqual([]);
  });
});
