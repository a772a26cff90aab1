import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { replaceFile } from './atomic-file.js';
import { type Environment, withPortOffset } from './environment.js';
import { testOverrides } from './test-environment.js';

/** The repository's root: this file is compiled to scripts/fleet/dist. */
export const ROOT = join(import.meta.dirname, '..', '..', '..');

/** development and production read .env; test reads hybrid-environment.example and changes what tests need faster. */
export type Profile = 'env-file' | 'test';

/** native: processes of this machine; docker: containers of docker-compose.hybrid.yml. */
export type Mode = 'native' | 'docker';

/** What a fleet in containers has besides, or otherwise than, docker-compose.hybrid.yml alone: see docker/compose.ts. */
export const VARIANTS = ['replicas', 'compact'] as const;
export type Variant = (typeof VARIANTS)[number];

/** How a fleet is run. Native ones have no variants. */
export interface Form {
  mode: Mode;
  variants: Variant[];
}

const NATIVE: Form = { mode: 'native', variants: [] };

/** One fleet on this machine: where its data, logs and pid files are, and its ports. */
export interface Fleet extends Form {
  dir: string;
  offset: number;
  profile: Profile;
  /** Settings that this fleet has otherwise than its profile says. */
  overrides: Environment;
  /** Its data are being deleted: whoever was killed meanwhile left some. */
  deleting?: boolean;
  env: Environment;
}

export const EXAMPLE_FILE = join(ROOT, 'hybrid-environment.example');
export const ENV_FILE = join(ROOT, '.env');

export function readEnvironmentFile(file: string): Environment {
  return parseEnv(readFileSync(file, 'utf8')) as Environment;
}

export function openFleet(
  dir: string,
  offset: number,
  profile: Profile,
  overrides: Environment = {},
  { mode, variants }: Form = NATIVE,
): Fleet {
  const settings =
    profile === 'test' ? { ...readEnvironmentFile(EXAMPLE_FILE), ...testOverrides } : readEnvironmentFile(ENV_FILE);
  return {
    dir,
    offset,
    profile,
    mode,
    variants,
    overrides,
    env: withPortOffset({ ...settings, ...overrides }, offset),
  };
}

/** Writes what `loadFleet` needs, so that a later command can act on the fleet in `dir`. */
export function recordFleet({ dir, offset, profile, mode, variants, overrides, deleting }: Fleet): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  replaceFile(descriptionFile(dir), `${JSON.stringify({ offset, profile, mode, variants, overrides, deleting })}\n`);
}

/** The fleet that was recorded in `dir`, or undefined when there is none. */
export function loadFleet(dir: string): Fleet | undefined {
  if (!existsSync(descriptionFile(dir))) return undefined;
  const { offset, profile, mode, variants, overrides, deleting } = JSON.parse(
    readFileSync(descriptionFile(dir), 'utf8'),
  ) as Fleet;
  return { ...openFleet(dir, offset, profile, overrides, { mode, variants: variants ?? [] }), deleting };
}

function descriptionFile(dir: string): string {
  return join(dir, 'fleet.json');
}

export const dataDir = (fleet: Fleet, name: string) => join(fleet.dir, 'data', name);
export const runDir = (fleet: Fleet) => join(fleet.dir, 'run');
export const logFile = (fleet: Fleet, name: string) => join(fleet.dir, 'logs', `${name}.log`);
