import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createFile } from './atomic-file.js';
import { BackupFolder, defaultFolder, deleteExpired, fleetIdentity, sweepUnfinished } from './backup/backup-folders.js';
import { exportDefinitions } from './backup/broker.js';
import { DatabaseTools } from './backup/database-tools.js';
import { DATABASES } from './backup/databases.js';
import { dumpSchema } from './backup/dump-schema.js';
import { type FileEntry, keyFingerprint, MANIFEST, manifestText, type SchemaEntry } from './backup/manifest.js';
import { thisRelease } from './backup/release.js';
import { megabytes } from './backup/sizes.js';
import { parseCount, readArguments, runCommand } from './cli.js';
import type { Fleet } from './fleet.js';
import { withServersInForce } from './in-force.js';
import { takeLocks } from './lock.js';
import { anyFleetOf } from './parts.js';
import { say } from './progress.js';

const HELP = `
Usage: scripts/ops/backup.sh [--to DIR] [--keep N] [--keep-days D] [--port-offset N]

Writes a backup of the running fleet, native or in containers, while it goes on working: the four databases, each as of
one moment, the broker's definitions, and a manifest with the rows and a checksum of every table. It becomes
DIR/<time in UTC>; what was interrupted is never called that, and the next run deletes it. Not in it: .env, which opens
what is sealed in the databases; keep a copy elsewhere. Nor what is in queues and caches: restore.sh makes both anew.

  --to DIR           where to (default: backups/ in the fleet's folder, which hybrid-down.sh --volumes leaves alone)
  --keep N           afterwards deletes this fleet's older backups there, but not the N newest
  --keep-days D      the same, but none younger than D days; with both, what either rule keeps stays
  --dir DIR          the fleet in this folder, for tests
  --port-offset N    the fleet with this offset; without it the one that was set up last
  -h, --help         this text
Exit codes: 0 the backup is complete (its folder is the last line), 1 it failed, 2 the command line cannot be obeyed.
`;

const { values } = readArguments(HELP, {
  to: { type: 'string' },
  keep: { type: 'string' },
  'keep-days': { type: 'string' },
  dir: { type: 'string' },
  'port-offset': { type: 'string' },
});
let folder: BackupFolder | undefined;
let unlock: (() => void) | undefined;

await runCommand(
  async () => {
    const keep = { count: parseCount('--keep', values.keep), days: parseCount('--keep-days', values['keep-days']) };
    const fleet = withServersInForce(anyFleetOf(values));
    const parent = resolve(values.to ?? defaultFolder(fleet));
    mkdirSync(parent, { recursive: true, mode: 0o700 });
    // No restore meanwhile, and nobody else's backup in the same folder.
    unlock = takeLocks(defaultFolder(fleet), parent);
    for (const name of sweepUnfinished(parent)) say(`deleted ${name}, which was interrupted`);
    folder = new BackupFolder(parent, new Date());
    await writeBackup(fleet, folder.unfinished).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOSPC') throw error;
      throw new Error(`no space left in ${parent}: make room, or choose another folder with --to`);
    });
    folder.finish();
    for (const name of deleteExpired(parent, fleet, keep)) say(`deleted the old backup ${name}`);
    unlock();
    console.log(folder.path);
  },
  async () => {
    folder?.remove();
    unlock?.();
  },
);

async function writeBackup(fleet: Fleet, into: string): Promise<void> {
  const created = new Date().toISOString();
  const tools = new DatabaseTools(fleet);
  const schemas: SchemaEntry[] = [];
  for (const database of DATABASES) schemas.push(await dumpSchema(fleet, tools, database, into));
  const broker = await writeDefinitions(fleet, into);
  const text = manifestText({
    created,
    release: thisRelease(),
    fleet: fleetIdentity(fleet),
    keyFingerprint: keyFingerprint(fleet.env),
    schemas,
    broker,
  });
  createFile(join(into, MANIFEST), text);
  const bytes = schemas.reduce((sum, entry) => sum + entry.bytes, 0) + (broker?.bytes ?? 0);
  say(`complete: ${megabytes(bytes)}`);
}

/** A broker that is away is no reason to have no backup: the services declare what they need when they connect. */
async function writeDefinitions(fleet: Fleet, into: string): Promise<FileEntry | null> {
  try {
    const text = `${JSON.stringify(await exportDefinitions(fleet), null, 2)}\n`;
    const file = 'rabbitmq-definitions.json';
    createFile(join(into, file), text);
    const bytes = Buffer.byteLength(text);
    return { file, bytes, sha256: createHash('sha256').update(text).digest('hex') };
  } catch (error) {
    say(`warning: no definitions of the broker in this backup: ${(error as Error).message}`);
    return null;
  }
}
