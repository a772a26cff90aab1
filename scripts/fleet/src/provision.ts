import { type Environment, required } from './environment.js';

/**
 * What a database server runs at each start, one statement a line: its schema, the service's account without any right
 * (the migrate step grants it each table), the migrator with all rights on the schema, and root with its password from
 * this machine's socket only.
 */
export function provisioningSql(env: Environment, prefix: string, { testSchemas = false } = {}): string {
  const schema = required(env, `${prefix}_NAME`);
  const service = account(env, `${prefix}_USER`);
  const migrator = account(env, `${prefix}_MIGRATOR_USER`);
  const root = "'root'@'localhost'";
  const lines = [
    `CREATE DATABASE IF NOT EXISTS \`${schema}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`,
    ...withPassword(service, required(env, `${prefix}_PASSWORD`)),
    ...withPassword(migrator, required(env, `${prefix}_MIGRATOR_PASSWORD`)),
    `GRANT ALL PRIVILEGES ON \`${schema}\`.* TO ${migrator} WITH GRANT OPTION`,
    ...(testSchemas ? [testSchemasSql(env, prefix)] : []),
    `ALTER USER ${root} IDENTIFIED BY ${quoted(required(env, `${prefix}_ROOT_PASSWORD`))}`,
    "DELETE FROM mysql.global_priv WHERE User = '' OR (User = 'root' AND Host <> 'localhost')",
    'FLUSH PRIVILEGES',
  ];
  return `${lines.join(';\n')};\n`;
}

/** Lets the migrator make the databases that tests have for themselves (packages/service-kit/test/test-database.ts). */
export function testSchemasSql(env: Environment, prefix: string): string {
  const migrator = account(env, `${prefix}_MIGRATOR_USER`);
  return `GRANT ALL PRIVILEGES ON \`hybrid\\_test\\_%\`.* TO ${migrator} WITH GRANT OPTION`;
}

function withPassword(name: string, password: string): string[] {
  return [`CREATE USER IF NOT EXISTS ${name}`, `ALTER USER ${name} IDENTIFIED BY ${quoted(password)}`];
}

// Any host: the server itself listens on 127.0.0.1 only.
function account(env: Environment, variable: string): string {
  return `${quoted(required(env, variable))}@'%'`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
