import { Redis } from 'ioredis';
import { createConnection } from 'mysql2/promise';
import { type Environment, required } from '../environment.js';
import { expect } from './fleet-client.js';

export const DATABASES = ['SHARED_DB', 'CUSTOMER_DB', 'CARRIER_DB', 'PRICING_DB'];
/** The server does not know the account; or, in the compact form, it does and keeps it out of this schema. */
const REFUSED = ['ER_ACCESS_DENIED_ERROR', 'ER_DBACCESS_DENIED_ERROR'];
const REDIS_PREFIX = /^(auth|user|customer|carrier|pricing|throttle):/;

function connect(env: Environment, server: string, account: string) {
  return createConnection({
    host: '127.0.0.1',
    port: Number(required(env, `${server}_PORT`)),
    database: required(env, `${server}_NAME`),
    user: required(env, `${account}_USER`),
    password: required(env, `${account}_PASSWORD`),
    connectTimeout: 5000,
  });
}

/** The service's account reads its rows, and may not change the schema. */
export async function ownAccount(env: Environment, database: string): Promise<void> {
  const connection = await connect(env, database, database);
  try {
    await connection.query('SELECT COUNT(*) FROM outbox');
    const refused = await connection.query('DROP TABLE outbox_that_is_not_there').then(
      () => 'allowed',
      (error: { code?: string }) => error.code,
    );
    expect('DROP TABLE', refused, 'ER_TABLEACCESS_DENIED_ERROR');
  } finally {
    await connection.end();
  }
}

/** The accounts of the other services do not get in. */
export async function foreignAccounts(env: Environment, database: string): Promise<void> {
  for (const account of DATABASES.filter((name) => name !== database)) {
    const outcome = await connect(env, database, account).then(
      async (connection) => {
        await connection.end();
        return 'let in';
      },
      (error: { code?: string }) => error.code,
    );
    if (!REFUSED.includes(`${outcome}`))
      throw new Error(`${required(env, `${account}_USER`)} was not refused: ${outcome}`);
  }
}

/** Redis wants its password, and every key there begins with the name of the service that owns it. */
export async function redisPrefixes(env: Environment): Promise<void> {
  const options = { host: '127.0.0.1', port: Number(required(env, 'REDIS_PORT')), lazyConnect: true } as const;
  const anonymous = new Redis({ ...options, retryStrategy: () => null });
  anonymous.on('error', () => {});
  const answer = await anonymous.ping().catch((error: Error) => error.message.split(' ')[0]);
  anonymous.disconnect();
  expect('without a password', answer, 'NOAUTH');
  const redis = new Redis({ ...options, password: required(env, 'REDIS_PASSWORD') });
  try {
    const strange: string[] = [];
    for await (const keys of redis.scanStream({ count: 500 }) as AsyncIterable<string[]>)
      strange.push(...keys.filter((key) => !REDIS_PREFIX.test(key)));
    expect('keys of nobody', strange, []);
  } finally {
    redis.disconnect();
  }
}
