import { randomBytes } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createFile } from './atomic-file.js';
import type { Environment } from './environment.js';
import { ENV_FILE, EXAMPLE_FILE, readEnvironmentFile } from './fleet.js';

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

/** The text of .env with new random values for the named variables; everything else stays as it is. */
export function withNewSecrets(text: string, names: string[]): string {
  const left = new Set(names);
  const lines = text.split('\n').map((line) => {
    const name = /^([A-Z]\w*)=/.exec(line)?.[1];
    if (!name || !left.delete(name)) return line;
    return `${name}=${randomSecret(name)}`;
  });
  if (left.size > 0)
    throw new Error(`.env has no line of ${[...left].join(', ')}: add it, as in hybrid-environment.example`);
  return lines.join('\n');
}

/** Writes them into .env, whole or not at all. Answers the file that keeps the former ones. */
export function writeNewSecrets(names: string[]): string {
  const text = withNewSecrets(readFileSync(ENV_FILE, 'utf8'), names);
  const former = `${ENV_FILE}.${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  copyFileSync(ENV_FILE, former);
  chmodSync(former, 0o600);
  writeFileSync(`${ENV_FILE}.new`, text, { mode: 0o600 });
  renameSync(`${ENV_FILE}.new`, ENV_FILE);
  return former;
}

/** The variables that make `env` unfit for production: secrets as published in the example, and the mode itself. */
export function unfitForProduction(env: Environment, example: Environment): string[] {
  const published = Object.keys(env).filter((name) => SECRET.test(name) && env[name] === example[name]);
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
