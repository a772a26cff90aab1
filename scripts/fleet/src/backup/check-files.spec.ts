import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { checkContent, checkFile } from './check-files.js';
import type { SchemaEntry } from './manifest.js';
import { TableDigest } from './table-digest.js';

const folder = mkdtempSync(join(tmpdir(), 'backup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SQL =
  "CREATE TABLE `guards` (\n  `name` varchar(64) NOT NULL\n);\nINSERT INTO `guards` VALUES ('admins'),('others');\n";

/** A backup's file with what its manifest says of it. */
function write(sql: string, rows: string[]): SchemaEntry {
  const bytes = gzipSync(sql);
  writeFileSync(join(folder, 'shared.sql.gz'), bytes);
  const digest = new TableDigest();
  for (const row of rows) digest.add([row], [false]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const tables = { guards: digest.state };
  return { file: 'shared.sql.gz', bytes: bytes.length, sha256, tables, sqlBytes: sql.length } as unknown as SchemaEntry;
}

describe('the files of a backup', () => {
  it('are as they were written, in whatever order the rows come', async () => {
    const entry = write(SQL, ['others', 'admins']);
    await expect(checkFile(folder, entry)).resolves.toBeUndefined();
    await expect(checkContent(folder, entry)).resolves.toBeUndefined();
  });

  it('are damaged when a byte is another, or some are missing', async () => {
    const entry = write(SQL, []);
    const bytes = gzipSync(SQL);
    bytes[12] = (bytes[12] as number) ^ 1;
    writeFileSync(join(folder, entry.file), bytes);
    await expect(checkFile(folder, entry)).rejects.toThrow('is not what was written (SHA-256): the backup is damaged');
    writeFileSync(join(folder, entry.file), bytes.subarray(0, 20));
    await expect(checkFile(folder, entry)).rejects.toThrow(`has 20 bytes instead of ${entry.bytes}`);
    await expect(checkFile(folder, { ...entry, file: 'other' })).rejects.toThrow('other is missing');
  });

  it.each([
    ['a row too few', ['admins'], 'guards: 2 rows instead of 1'],
    ['another row', ['admins', 'other'], 'guards: 2 rows, but not the same ones'],
  ])('differ from a manifest with %s', async (_, rows, message) => {
    await expect(checkContent(folder, write(SQL, rows))).rejects.toThrow(message);
  });
});
