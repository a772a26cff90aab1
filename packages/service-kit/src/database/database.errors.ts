/** Error codes that MySQL and MariaDB share; https://dev.mysql.com/doc/mysql-errors/9.0/en/server-error-reference.html */
const DUPLICATE_KEY = 1062;
const DEADLOCK = 1213;
const LOCK_WAIT_TIMEOUT = 1205;

const DOWN = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'PROTOCOL_ENQUEUE_AFTER_QUIT',
  'ER_SERVER_SHUTDOWN',
  'ER_CON_COUNT_ERROR',
  'ER_QUERY_INTERRUPTED',
  'ER_ACCESS_DENIED_ERROR',
  'ER_CONNECTION_KILLED',
]);

interface DriverError {
  code?: string;
  errno?: number;
  message?: string;
  sqlMessage?: string;
  driverError?: DriverError;
}

function driverErrorOf(error: unknown): DriverError {
  const outer = (error ?? {}) as DriverError;
  return outer.driverError ?? outer;
}

/** True for a violated unique index; with `index`, only for that one (its name in the schema). */
export function isDuplicateKey(error: unknown, index?: string): boolean {
  const { errno, sqlMessage, message } = driverErrorOf(error);
  if (errno !== DUPLICATE_KEY) return false;
  return !index || (sqlMessage ?? message ?? '').includes(index);
}

/** Errors after which the same transaction, run again, can succeed. */
export function isTransient(error: unknown): boolean {
  const { errno } = driverErrorOf(error);
  return errno === DEADLOCK || errno === LOCK_WAIT_TIMEOUT;
}

export function isLockTimeout(error: unknown): boolean {
  return driverErrorOf(error).errno === LOCK_WAIT_TIMEOUT;
}

/** True when the server answers and does not let this account in: its name or password is wrong, or it lacks the schema. */
export function isAccountRefused(error: unknown): boolean {
  return /^ER_(DB)?ACCESS_DENIED_ERROR$/.test(driverErrorOf(error).code ?? '');
}

/** True when the server could not be asked at all, as opposed to having refused a statement. */
export function isDatabaseDown(error: unknown): boolean {
  const { code, message } = driverErrorOf(error);
  if (code && DOWN.has(code)) return true;
  return /DataSource is not (initialized|connected)|connection is in closed state|Pool is closed|Connection is not established|No connection/i.test(
    message ?? '',
  );
}
