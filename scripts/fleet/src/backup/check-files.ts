import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { DumpReader } from './dump-reader.js';
import type { FileEntry, SchemaEntry } from './manifest.js';
import { megabytes } from './sizes.js';
import { differences } from './table-digest.js';
import { watched } from './watch.js';

const STALL_MS = 60_000;

/** Throws when a file of the backup is missing, cut off, or not the one that was written. */
export async function checkFile(folder: string, { file, bytes, sha256 }: FileEntry): Promise<void> {
  const path = join(folder, file);
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new Error(`${path} is missing: the backup is not complete`);
  if (size !== bytes) throw new Error(`${path} has ${size} bytes instead of ${bytes}: the backup is damaged`);
  const hash = createHash('sha256');
  let read = 0;
  const line = () => `checking ${file}: ${megabytes(read)} of ${megabytes(bytes)}`;
  await watched({ bytes: () => read, line, stallMs: STALL_MS }, async (signal) => {
    for await (const chunk of createReadStream(path, { signal })) {
      hash.update(chunk as Buffer);
      read += (chunk as Buffer).length;
    }
  });
  if (hash.digest('hex') !== sha256)
    throw new Error(`${path} is not what was written (SHA-256): the backup is damaged`);
}

/** Reads a dump to its end and compares rows and checksums with the manifest: tries everything but the server. */
export async function checkContent(folder: string, entry: SchemaEntry): Promise<void> {
  const reader = new DumpReader();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const line = () => `reading ${entry.file}: ${megabytes(reader.bytes)} of ${megabytes(entry.sqlBytes)}`;
  await watched({ bytes: () => reader.bytes, line, stallMs: STALL_MS }, (signal) =>
    pipeline(createReadStream(join(folder, entry.file)), createGunzip(), reader, nowhere, { signal }),
  );
  const found = differences(entry.tables, reader.tables);
  if (found.length > 0) throw new Error(`${entry.file} differs from its manifest:\n  ${found.join('\n  ')}`);
}
