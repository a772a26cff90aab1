import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../fleet.js';
import { type Database, migrationsFolder } from './databases.js';
import type { Manifest } from './manifest.js';

/** The version of this checkout, and its commit where git knows it. */
export function thisRelease(): Manifest['release'] {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const { status, stdout } = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: ROOT, encoding: 'utf8' });
  return { version, commit: status === 0 ? stdout.trim() : null };
}

/** The migrations that this release has for a schema: their files begin with the time that the schema records. */
export function knownMigrations(database: Database): Set<number> {
  const names = readdirSync(migrationsFolder(database)).filter((name) => /^\d+-.*\.js$/.test(name));
  return new Set(names.map((name) => Number.parseInt(name, 10)));
}
