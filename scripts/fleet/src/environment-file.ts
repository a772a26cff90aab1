import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
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

/** Makes .env when there is none; never changes one. Answers whether it was made. */
export function makeEnvironmentFile(production: boolean): boolean {
  if (existsSync(ENV_FILE)) return false;
  writeFileSync(ENV_FILE, environmentFileText(readFileSync(EXAMPLE_FILE, 'utf8'), production), {
    mode: 0o600,
    flag: 'wx',
  });
  return true;
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
