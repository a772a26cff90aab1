import { UsageError } from '../cli.js';

export interface DatabaseAddress {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** Encrypted, with the server's certificate checked. */
  tls?: boolean;
}

/** Reads `mysql://user:password@host:3306/database[?ssl=true]`. What is wrong with it is said without repeating it. */
export function parseDatabaseUrl(text: string, meaning: string): DatabaseAddress {
  const shape = `${meaning} must be like mysql://user:password@host:3306/database (encode other characters as %40)`;
  if (!URL.canParse(text)) throw new UsageError(shape);
  const url = new URL(text);
  const database = decoded(url.pathname.slice(1), shape);
  if (
    !['mysql:', 'mariadb:'].includes(url.protocol) ||
    !url.hostname ||
    !url.username ||
    !database ||
    /[/`]/.test(database)
  )
    throw new UsageError(shape);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 3306),
    user: decoded(url.username, shape),
    password: decoded(url.password, shape),
    database,
    tls: url.searchParams.get('ssl') === 'true',
  };
}

/** Without the password. */
export function shownAddress({ host, port, user, database }: DatabaseAddress): string {
  return `${user}@${host}:${port}/${database}`;
}

function decoded(text: string, problem: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new UsageError(problem);
  }
}
