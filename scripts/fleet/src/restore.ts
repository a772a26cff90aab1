import { resolve } from 'node:path';
import { defaultFolder, finishedBackups } from './backup/backup-folders.js';
import { checkBroker } from './backup/broker.js';
import { checkContent, checkFile } from './backup/check-files.js';
import { DATABASES, type Database, schemaName } from './backup/databases.js';
import { keyFingerprint, type Manifest, readManifest, type SchemaEntry, totalRows } from './backup/manifest.js';
import { knownMigrations } from './backup/release.js';
import { counted } from './backup/sizes.js';
import { readArguments, runCommand, UsageError } from './cli.js';
import type { Fleet } from './fleet.js';
import { refuseChangedServers } from './in-force.js';
import { takeLocks } from './lock.js';
import { anyFleetOf } from './parts.js';
import { say } from './progress.js';
import { checkCaches } from './restore/caches.js';
import { type Contents, contents } from './restore/contents.js';
import { Restore } from './restore/restore-fleet.js';

const HELP = `
Usage: scripts/ops/restore.sh <backup folder> [--only SCHEMA,…] [--overwrite] [--port-offset N]
       scripts/ops/restore.sh --verify <backup folder>

Puts a backup of scripts/ops/backup.sh into a fleet that was set up, native or in containers, whichever it came from: checks
the files, stops the services, loads the schemas and compares every table with the manifest, empties queues and caches,
brings the schemas up to this release, starts the services and has them say the state of all records again, so that
everybody knows the same. Everybody signs in again.

  --overwrite        deletes what the schemas hold; without it a schema that holds rows is left alone
  --only SCHEMA,…    only these: shared_user_db, customer_service_db, …; the others are brought in line with them
  --verify           only reads the backup's files and compares them with the manifest; needs no fleet
  --dir DIR          the fleet in this folder, for tests
  --port-offset N    the fleet with this offset; without it the one that was set up last
  -h, --help         this text
Exit codes: 0 restored and running, 1 failed, 2 the command line cannot be obeyed. Interrupted, it leaves a schema that
no service serves from: run it again with --overwrite.
`;

const { values, positionals } = readArguments(
  HELP,
  {
    overwrite: { type: 'boolean' },
    only: { type: 'string' },
    verify: { type: 'boolean' },
    dir: { type: 'string' },
    'port-offset': { type: 'string' },
  },
  true,
);
const OTHER_KEY =
  'note: KEY_ENCRYPTION_KEY in .env is not the one of the backup. The signing keys that it sealed are not needed: new ones are made.';
let unlock: (() => void) | undefined;
let restoring: Restore | undefined;

await runCommand(
  () => (values.verify ? verify() : restore()),
  async () => {
    if (restoring?.advice) console.error(restoring.advice);
    unlock?.();
  },
);

async function verify(): Promise<void> {
  const folder = backupFolder();
  const manifest = readManifest(folder);
  const schemas = chosenSchemas(manifest);
  await checkFiles(folder, manifest, schemas);
  for (const entry of schemas) {
    await checkContent(folder, entry);
    say(`${entry.schema}: ${counted(totalRows(entry.tables), 'row')}, as the manifest says`);
  }
  say(`${folder} is whole: of ${manifest.created}, release ${manifest.release.version}`);
}

async function restore(): Promise<void> {
  const fleet = anyFleetOf(values);
  refuseChangedServers(fleet);
  const folder = backupFolder(fleet);
  const manifest = readManifest(folder);
  const schemas = chosenSchemas(manifest).map((entry) => ({ entry, database: databaseOf(entry) }));
  refuseNewer(manifest, schemas);
  await checkFiles(
    folder,
    manifest,
    schemas.map(({ entry }) => entry),
  );
  // Whoever runs the tests holds the lock of the fleet in --dir.
  unlock = takeLocks(...(values.dir === undefined ? [fleet.dir] : []), defaultFolder(fleet));
  const present = new Map<Database, Contents>();
  for (const { database } of schemas) present.set(database, await contents(fleet.env, database));
  await checkBroker(fleet);
  await checkCaches(fleet);
  refuseToOverwrite(fleet, present);
  const withKeys = schemas.some(({ database }) => database.prefix === 'SHARED_DB');
  if (withKeys && manifest.keyFingerprint !== keyFingerprint(fleet.env)) say(OTHER_KEY);
  restoring = new Restore(fleet, folder, manifest, schemas, present);
  await restoring.run();
  unlock();
}

function backupFolder(fleet?: Fleet): string {
  const [folder] = positionals;
  if (folder !== undefined && positionals.length === 1) return resolve(folder);
  const parent = fleet && defaultFolder(fleet);
  const known = parent ? finishedBackups(parent).map((name) => `\n  ${parent}/${name}`) : [];
  throw new UsageError(`say which backup: one folder.${known.length > 0 ? ` There are:${known.join('')}` : ''}`);
}

/** The schemas of --only, by the names that the backup has for them; else all. */
function chosenSchemas({ schemas }: Manifest): SchemaEntry[] {
  const names = values.only?.split(',').map((name) => name.trim());
  const unknown = (names ?? []).filter((name) => !schemas.some(({ schema }) => schema === name));
  if (unknown.length > 0)
    throw new UsageError(
      `not in the backup: ${unknown.join(', ')}. There are: ${schemas.map(({ schema }) => schema).join(', ')}`,
    );
  return names ? schemas.filter(({ schema }) => names.includes(schema)) : schemas;
}

function databaseOf({ prefix }: SchemaEntry): Database {
  const database = DATABASES.find((candidate) => candidate.prefix === prefix);
  if (!database) throw new Error(`the backup has a database ${prefix}, which this release does not know`);
  return database;
}

function refuseNewer({ release }: Manifest, schemas: { entry: SchemaEntry; database: Database }[]): void {
  for (const { entry, database } of schemas) {
    const known = knownMigrations(database);
    if (entry.migrations.every((migration) => known.has(migration))) continue;
    const commit = release.commit ? `, commit ${release.commit}` : '';
    throw new Error(
      `${entry.schema} was backed up by a newer release (${release.version}${commit}): restore it with that one`,
    );
  }
}

async function checkFiles(folder: string, { broker }: Manifest, schemas: SchemaEntry[]): Promise<void> {
  for (const entry of [...schemas, ...(broker ? [broker] : [])]) await checkFile(folder, entry);
  say('the files are those that were written');
}

function refuseToOverwrite({ env }: Fleet, present: Map<Database, Contents>): void {
  const full = [...present].filter(([, { rows }]) => rows.size > 0);
  if (full.length === 0) return;
  const lines = full.map(([database, { rows }]) => {
    const tables = [...rows].map(([table, count]) => `${count.toLocaleString('en')} ${table}`);
    return `  ${schemaName(env, database)}: ${tables.join(', ')}`;
  });
  if (!values.overwrite)
    throw new Error(`these rows would be deleted:\n${lines.join('\n')}\nIf that is what you want, add --overwrite.`);
  say(`deleting, for the rows of the backup:\n${lines.join('\n')}`);
}
