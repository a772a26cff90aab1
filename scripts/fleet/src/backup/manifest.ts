import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Environment, required } from '../environment.js';
import type { Database } from './databases.js';
import type { TableState } from './table-digest.js';

export const MANIFEST = 'manifest.json';
const FORMAT = 'hybrid-fleet-backup/1';

export interface FileEntry {
  file: string;
  bytes: number;
  sha256: string;
}

export interface SchemaEntry extends FileEntry {
  /** The schema's name in the fleet that was backed up. */
  schema: string;
  prefix: Database['prefix'];
  /** The server's version, for people. */
  server: string;
  /** Length of the SQL text, in bytes, and of its part before the record of migrations. */
  sqlBytes: number;
  dataBytes: number;
  /** The migrations that it has had, as milliseconds since 1970. */
  migrations: number[];
  tables: Record<string, TableState>;
}

/** What a backup holds. Rows and checksums were counted in the very stream that became the file. */
export interface Manifest {
  format: typeof FORMAT;
  created: string;
  release: { version: string; commit: string | null };
  /** Which fleet it is of: retention deletes only backups of the same. */
  fleet: { host: string; dir: string; mode: string };
  /** Tells one KEY_ENCRYPTION_KEY from another without giving it away. */
  keyFingerprint: string;
  schemas: SchemaEntry[];
  /** Null when the broker did not answer; the services declare what they need themselves. */
  broker: FileEntry | null;
}

export function manifestText(manifest: Omit<Manifest, 'format'>): string {
  return `${JSON.stringify({ format: FORMAT, ...manifest }, null, 2)}\n`;
}

/** Throws when there is no backup in `folder`, or none that this release can read. */
export function readManifest(folder: string): Manifest {
  let manifest: Partial<Manifest>;
  try {
    manifest = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Partial<Manifest>;
  } catch (error) {
    if (/\.unfinished\/?$/.test(folder)) throw new Error(`${folder} was interrupted and is no backup`);
    throw new Error(`${folder} is no backup: its ${MANIFEST} cannot be read (${(error as Error).message})`);
  }
  if (manifest.format !== FORMAT)
    throw new Error(`${folder}: format ${manifest.format}, and this release reads ${FORMAT}`);
  return manifest as Manifest;
}

export function keyFingerprint(env: Environment): string {
  const key = Buffer.from(required(env, 'KEY_ENCRYPTION_KEY'), 'base64');
  return createHmac('sha256', key).update('hybrid-fleet-backup').digest('hex').slice(0, 16);
}

export function totalRows(tables: Record<string, TableState>): number {
  return Object.values(tables).reduce((sum, { rows }) => sum + rows, 0);
}
