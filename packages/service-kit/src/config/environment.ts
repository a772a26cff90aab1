import { z } from 'zod';

/** Nest token of the validated environment that `runService` provides: `@Inject(CONFIG) config: Config`. */
export const CONFIG = Symbol('CONFIG');

/** A start that cannot go on: every bad variable by name, never a value. */
export class EnvironmentError extends Error {}

/**
 * The one place where the environment is read. Throws an `EnvironmentError` that lists every missing or wrong
 * variable at once, without showing what was in it: it may be a secret.
 */
export function readEnvironment<S extends z.ZodObject>(schema: S, env: NodeJS.ProcessEnv = process.env): z.output<S> {
  const known = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, env[name]]));
  const result = schema.safeParse(known);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? 'environment');
    return `  ${name}: ${env[name] === undefined ? 'is missing' : issue.message}`;
  });
  throw new EnvironmentError(
    `The environment is not usable:\n${[...new Set(lines)].join('\n')}\nSee hybrid-environment.example for each variable's meaning.`,
  );
}

export const port = z.coerce.number().int().min(1).max(65_535);
export const positiveInteger = z.coerce.number().int().min(1);
export const secret = z.string().min(8, 'must have at least 8 characters');
export const switchedOn = z.enum(['true', 'false']).transform((value) => value === 'true');
const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((entry) => entry.trim())
      .filter(Boolean),
  );

/** What every service process needs. */
export const commonEnvironment = {
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  BIND_ADDRESS: z.string().default('127.0.0.1'),
  TRUSTED_PROXIES: list,
  CORS_ORIGINS: list,
  SHUTDOWN_TIMEOUT_MS: positiveInteger.default(10_000),
  THROTTLE_DEFAULT_PER_MINUTE: positiveInteger.default(6000),
} as const;

const pool = {
  DB_POOL_SIZE: positiveInteger.default(10),
  DB_QUERY_TIMEOUT_MS: positiveInteger.default(10_000),
} as const;

type DatabaseVariable = 'HOST' | 'PORT' | 'NAME' | 'USER' | 'PASSWORD';
type MigratorVariable = 'HOST' | 'PORT' | 'NAME' | 'USER' | 'MIGRATOR_USER' | 'MIGRATOR_PASSWORD';

const databaseVariables: Record<DatabaseVariable | MigratorVariable, z.ZodType<string | number, string | undefined>> = {
  HOST: z.string().min(1),
  PORT: port as unknown as z.ZodType<number, string>,
  NAME: z.string().regex(/^\w+$/, 'must be letters, digits and underscores'),
  USER: z.string().min(1),
  PASSWORD: secret,
  MIGRATOR_USER: z.string().min(1),
  MIGRATOR_PASSWORD: secret,
};

type Prefixed<P extends string, V extends keyof typeof databaseVariables> = {
  [K in V as `${P}_${K}`]: (typeof databaseVariables)[K];
};

function prefixed<P extends string, V extends keyof typeof databaseVariables>(prefix: P, names: readonly V[]) {
  return Object.fromEntries(names.map((name) => [`${prefix}_${name}`, databaseVariables[name]])) as Prefixed<P, V>;
}

/** The account that the service runs with. */
export function databaseEnvironment<P extends string>(prefix: P) {
  return { ...prefixed(prefix, ['HOST', 'PORT', 'NAME', 'USER', 'PASSWORD'] as const), ...pool };
}

/** The account with DDL that only the migrate step is given. */
export function migratorEnvironment<P extends string>(prefix: P) {
  return prefixed(prefix, ['HOST', 'PORT', 'NAME', 'USER', 'MIGRATOR_USER', 'MIGRATOR_PASSWORD'] as const);
}

export interface DatabaseSettings {
  host: string;
  port: number;
  database: string;
  username: string;
  password: string;
}

/** Reads the five variables of `prefix`; with `role: 'migrator'` the migrating account's. */
export function databaseSettings(
  config: Record<string, unknown>,
  prefix: string,
  role: 'service' | 'migrator' = 'service',
): DatabaseSettings {
  const account = role === 'migrator' ? 'MIGRATOR_' : '';
  return {
    host: String(config[`${prefix}_HOST`]),
    port: Number(config[`${prefix}_PORT`]),
    database: String(config[`${prefix}_NAME`]),
    username: String(config[`${prefix}_${account}USER`]),
    password: String(config[`${prefix}_${account}PASSWORD`]),
  };
}

export const redisEnvironment = {
  REDIS_HOST: z.string().min(1),
  REDIS_PORT: port,
  REDIS_PASSWORD: secret,
} as const;

export const brokerEnvironment = {
  RABBITMQ_HOST: z.string().min(1),
  RABBITMQ_PORT: port,
  RABBITMQ_USER: z.string().min(1),
  RABBITMQ_PASSWORD: secret,
  RABBITMQ_VHOST: z.string().min(1).default('/'),
  EVENT_MAX_ATTEMPTS: positiveInteger.default(5),
  EVENT_RETRY_BASE_MS: positiveInteger.default(1000),
  EVENT_PREFETCH: positiveInteger.default(20),
  OUTBOX_POLL_MS: positiveInteger.default(1000),
} as const;

/** Verifying tokens needs auth-service's address and how long its keys may be kept. */
export const identityEnvironment = {
  AUTH_SERVICE_URL: z.url(),
  CACHE_TTL_JWKS_SECONDS: positiveInteger.default(3600),
} as const;

/** Calling other services: the deadline of one call, and this service's own account. */
export function peersEnvironment<S extends string>(clientSecretVariable: S) {
  return { [clientSecretVariable]: secret, PEER_TIMEOUT_MS: positiveInteger.default(2000) } as {
    [K in S]: typeof secret;
  } & { PEER_TIMEOUT_MS: z.ZodDefault<typeof positiveInteger> };
}
