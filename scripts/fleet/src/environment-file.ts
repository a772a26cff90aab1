import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { createFile, replaceFile } from './atomic-file.js';
import { type Environment, required } from './environment.js';
import { ENV_FILE, EXAMPLE_FILE, readEnvironmentFile } from './fleet.js';

const KEY = 'KEY_ENCRYPTION_KEY';
const PREVIOUS_KEYS = 'KEY_ENCRYPTION_KEY_PREVIOUS';
const SECRET = /(_PASSWORD|_CLIENT_SECRET|^KEY_ENCRYPTION_KEY)$/;
/** The documented ones, which people type: random only in production. */
const DOCUMENTED = new Set(['REDIS_PASSWORD', 'ADMIN_PASSWORD']);

/** The text of .env, made from the example's: the same lines, with random values for the secrets. */
export function environmentFileText(example: string, production: boolean): string {
  const lines = example.split('\n').map((line) => {
    const [, name, value] = /^([A-Z]\w*)=(.*)$/.exec(line) ?? [];
    if (!name) return line;
    if (production && name in PRODUCTION) return PRODUCTION[name as keyof typeof PRODUCTION];
    if (!SECRET.test(name) || (DOCUMENTED.has(name) && !production)) return `${name}=${value}`;
    return `${name}=${randomSecret(name)}`;
  });
  return `# Made by hybrid-setup.sh from hybrid-environment.example: the secrets are random. Keep this file to yourself.\n${lines.join('\n')}`;
}

// The first admin comes from scripts/ops/create-admin.sh there, not from a password in a file.
const PRODUCTION = {
  NODE_ENV: 'NODE_ENV=production',
  REGISTRATION_ENABLED: 'REGISTRATION_ENABLED=false',
  ADMIN_EMAIL: '# ADMIN_EMAIL: not in production',
  ADMIN_PASSWORD: '# ADMIN_PASSWORD: not in production',
};

function randomSecret(name: string): string {
  return name === 'KEY_ENCRYPTION_KEY' ? randomBytes(32).toString('base64') : randomBytes(24).toString('base64url');
}

/** Makes .env when there is none; never changes one, nor one that another fleet's set-up makes meanwhile. Answers whether it was made. */
export function makeEnvironmentFile(production: boolean): boolean {
  if (existsSync(ENV_FILE)) return false;
  return createFile(ENV_FILE, environmentFileText(readFileSync(EXAMPLE_FILE, 'utf8'), production));
}

/** The variables of `env` that are secrets. */
export function secretsOf(env: Environment): string[] {
  return Object.keys(env).filter((name) => SECRET.test(name));
}

/** What KEY_ENCRYPTION_KEY_PREVIOUS lists. */
export function previousKeys(env: Environment): string[] {
  return (env[PREVIOUS_KEYS] ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean);
}

/**
 * The text of .env with new random values for the named variables; everything else stays as it is. The KEY_ENCRYPTION_KEY
 * before becomes the first of KEY_ENCRYPTION_KEY_PREVIOUS: what it sealed must open until it is sealed anew.
 */
export function withNewSecrets(text: string, names: string[]): string {
  const left = new Set(names);
  const env = parseEnv(text) as Environment;
  const lines = text.split('\n').map((line) => {
    const name = /^([A-Z]\w*)=/.exec(line)?.[1];
    if (!name || !left.delete(name)) return line;
    return `${name}=${randomSecret(name)}`;
  });
  if (left.size > 0)
    throw new Error(`.env has no line of ${[...left].join(', ')}: add it, as in hybrid-environment.example`);
  const renewed = lines.join('\n');
  if (!names.includes(KEY)) return renewed;
  return withPreviousKeys(renewed, [required(env, KEY), ...previousKeys(env)]);
}

/** The text of .env with these in KEY_ENCRYPTION_KEY_PREVIOUS; a .env of an earlier release has no line of it yet. */
export function withPreviousKeys(text: string, keys: string[]): string {
  const line = `${PREVIOUS_KEYS}=${[...new Set(keys)].join(',')}`;
  const present = new RegExp(`^${PREVIOUS_KEYS}=.*$`, 'm');
  if (present.test(text)) return text.replace(present, line);
  return text.replace(new RegExp(`^${KEY}=.*$`, 'm'), (key) => `${key}\n${line}`);
}

/** Empties KEY_ENCRYPTION_KEY_PREVIOUS in .env. Answers the file that keeps the former ones. */
export function forgetPreviousKeys(): string {
  return rewrite((text) => withPreviousKeys(text, []));
}

/** Writes them into .env, whole or not at all. Answers the file that keeps the former ones. */
export function writeNewSecrets(names: string[]): string {
  return rewrite((text) => withNewSecrets(text, names));
}

/** The former .env is kept first, then the new one takes its place at once: wherever this ends, .env is whole. */
function rewrite(change: (text: string) => string): string {
  const changed = change(readFileSync(ENV_FILE, 'utf8'));
  const former = keepFormer();
  replaceFile(ENV_FILE, changed);
  return former;
}

/** Gives .env a second name, which stays with the former text: there is no copy that could be half written. */
function keepFormer(): string {
  const file = realpathSync(ENV_FILE);
  chmodSync(file, 0o600);
  const stem = `${file}.${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  for (let count = 1; ; count += 1) {
    const former = count === 1 ? stem : `${stem}-${count}`;
    try {
      linkSync(file, former);
      return former;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** The variables that make `env` unfit for production: secrets as published in the example, and the mode itself. */
export function unfitForProduction(env: Environment, example: Environment): string[] {
  const published = Object.keys(env).filter((name) => SECRET.test(name) && env[name] === example[name]);
  if (previousKeys(env).includes(example[KEY] ?? '')) published.push(PREVIOUS_KEYS);
  return env.NODE_ENV === 'production' ? published : ['NODE_ENV', ...published];
}

export function refuseUnfitForProduction(): void {
  const unfit = unfitForProduction(readEnvironmentFile(ENV_FILE), readEnvironmentFile(EXAMPLE_FILE));
  if (unfit.length === 0) return;
  throw new Error(
    `.env has development values, which production must not have:\n${unfit.map((name) => `  ${name}`).join('\n')}\n` +
      'Change them, or move .env away and run this again: it makes one with random secrets.',
  );
}

/** Whether somebody besides the owner may read .env. */
export function environmentFileIsOpen(): boolean {
  return (statSync(ENV_FILE).mode & 0o077) !== 0;
}
