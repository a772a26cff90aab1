import { UsageError } from '../cli.js';
import type { Environment } from '../environment.js';
import type { StoreName } from './separate.js';
import { type DatabaseAddress, parseDatabaseUrl } from './source-url.js';

export interface Options {
  from: 'monolith' | 'separate';
  /** One address of a monolith; the auth store's and the user store's otherwise. */
  sources: DatabaseAddress[];
  apply: boolean;
  skipRejected: boolean;
  /** Their role → ours. */
  roles: ReadonlyMap<string, string>;
  currency?: string;
  keep: StoreName;
  references: StoreName;
  /** A person has said so, and knows. */
  referencesGiven: boolean;
  report?: string;
}

/** Which variables hold the addresses, so that no password is on a command line. */
const VARIABLES = {
  monolith: [['MIGRATE_FROM_URL', 'the database']],
  separate: [
    ['MIGRATE_FROM_AUTH_URL', 'the auth store'],
    ['MIGRATE_FROM_USER_URL', 'the user store'],
  ],
} as const;

type Values = Partial<Record<'from' | 'roles' | 'currency' | 'keep' | 'references' | 'report', string>> &
  Partial<Record<'apply' | 'skip-rejected', boolean>>;

/** Makes sense of the command line; what is not on it is taken from the environment, then from .env. */
export function readOptions(values: Values, positionals: string[], env: Environment): Options {
  const { from } = values;
  if (from !== 'monolith' && from !== 'separate') throw new UsageError('say --from monolith or --from separate');
  const wanted = VARIABLES[from];
  if (positionals.length > 0 && positionals.length !== wanted.length)
    throw new UsageError(`--from ${from} takes ${wanted.length} address(es), or none when ${names(wanted)} say them`);
  const sources = wanted.map(([variable, meaning], index) => {
    const url = positionals[index] ?? process.env[variable] ?? env[variable];
    if (!url) throw new UsageError(`where is ${meaning}? Set ${variable}`);
    return parseDatabaseUrl(url, `${meaning} (${variable})`);
  });
  if (from === 'monolith' && (values.keep || values.references))
    throw new UsageError('--keep and --references are about two stores: --from separate');
  if (values.currency && !/^[A-Z]{3}$/.test(values.currency)) throw new UsageError('--currency must be like EUR');
  return {
    from,
    sources,
    apply: values.apply ?? false,
    skipRejected: values['skip-rejected'] ?? false,
    roles: rolePairs(values.roles),
    currency: values.currency,
    keep: store('keep', values.keep),
    references: store('references', values.references),
    referencesGiven: values.references !== undefined,
    report: values.report,
  };
}

function names(wanted: readonly (readonly [string, string])[]): string {
  return wanted.map(([variable]) => variable).join(' and ');
}

function store(option: string, value = 'user'): StoreName {
  if (value !== 'auth' && value !== 'user') throw new UsageError(`--${option} must be auth or user`);
  return value;
}

/** `superadmin=admin,client=user` */
function rolePairs(text = ''): Map<string, string> {
  const pairs = text
    .split(',')
    .map((pair) => pair.trim())
    .filter(Boolean);
  return new Map(
    pairs.map((pair) => {
      const [, theirs, ours] = /^([^=]+)=([a-z][a-z0-9_-]{0,63})$/.exec(pair) ?? [];
      if (!theirs || !ours) throw new UsageError('--roles must be like superadmin=admin,client=user');
      return [theirs.trim().toLowerCase(), ours];
    }),
  );
}
