import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
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

/** Only root makes databases, and the test servers let root in by their socket only. */
async function asRoot(...statements: string[]): Promise<void> {
  const connection = await createConnection({
    socketPath: join(variable('HYBRID_TEST_DIR'), 'data/shared-db/mariadb.sock'),
    user: 'root',
    password: variable('SHARED_DB_ROOT_PASSWORD'),
  });
  try {
    for (const statement of statements) await connection.query(statement);
  } finally {
    await connection.end();
  }
}

/** A database of the test's own on the identity services' server, dropped afterwards. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `hybrid_test_${randomBytes(6).toString('hex')}`;
  const account = variable('SHARED_DB_MIGRATOR_USER');
  await asRoot(
    `CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`,
    `GRANT ALL PRIVILEGES ON ${name}.* TO '${account}'@'%' WITH GRANT OPTION`,
  );
  return {
    env: {
      TEST_DB_HOST: variable('SHARED_DB_HOST'),
      TEST_DB_PORT: variable('SHARED_DB_PORT'),
      TEST_DB_NAME: name,
      TEST_DB_USER: account,
      TEST_DB_PASSWORD: variable('SHARED_DB_MIGRATOR_PASSWORD'),
    },
    drop: () => asRoot(`DROP DATABASE IF EXISTS ${name}`, `REVOKE ALL PRIVILEGES ON ${name}.* FROM '${account}'@'%'`),
  };
}
