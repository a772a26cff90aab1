import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';

export interface TestDatabase {
  /** Variables of a database module with the prefix TEST_DB. */
  env: Record<string, string>;
  drop(): Promise<void>;
}

const variable = (name: string) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run integration tests through scripts/testing/run-tests.sh`);
  return value;
};

/** On the test servers the migrator may make databases whose names begin with hybrid_test_. */
async function asMigrator(statement: string): Promise<void> {
  const connection = await createConnection({
    host: variable('SHARED_DB_HOST'),
    port: Number(variable('SHARED_DB_PORT')),
    user: variable('SHARED_DB_MIGRATOR_USER'),
    password: variable('SHARED_DB_MIGRATOR_PASSWORD'),
  });
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}

/** A database of the test's own on the identity services' server, dropped afterwards. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `hybrid_test_${randomBytes(6).toString('hex')}`;
  await asMigrator(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`);
  return {
    env: {
      TEST_DB_HOST: variable('SHARED_DB_HOST'),
      TEST_DB_PORT: variable('SHARED_DB_PORT'),
      TEST_DB_NAME: name,
      TEST_DB_USER: variable('SHARED_DB_MIGRATOR_USER'),
      TEST_DB_PASSWORD: variable('SHARED_DB_MIGRATOR_PASSWORD'),
    },
    drop: () => asMigrator(`DROP DATABASE IF EXISTS ${name}`),
  };
}
