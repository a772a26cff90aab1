import { Readable } from 'node:stream';
import { DumpReader } from './dump-reader.js';

/** Passes `dump` through a reader in pieces of `size` bytes. */
async function read(dump: string, size = 7) {
  const bytes = Buffer.from(dump, 'utf8');
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  const reader = Readable.from(pieces).pipe(new DumpReader());
  const chunks: Buffer[] = [];
  for await (const chunk of reader) chunks.push(chunk as Buffer);
  return { text: Buffer.concat(chunks).toString('utf8'), tables: reader.tables, complete: reader.complete };
}

// The same two rows as each tool writes them: MySQL orders the keys of JSON anew, and leaves generated columns out.
const MARIADB = `/*M!999999\\- enable the sandbox mode */ 
CREATE TABLE \`people\` (
  \`id\` int(10) unsigned NOT NULL AUTO_INCREMENT,
  \`email\` varchar(254) NOT NULL,
  \`active_email\` varchar(254) GENERATED ALWAYS AS (if(\`deleted_at\` is null,\`email\`,NULL)) STORED,
  \`address\` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(\`address\`)),
  \`rate\` decimal(19,6) NOT NULL,
  \`deleted_at\` datetime(3) DEFAULT NULL,
  PRIMARY KEY (\`id\`)
) ENGINE=InnoDB;
INSERT INTO \`people\` VALUES
(1,'zoë@example.com','zoë@example.com','{\\"street\\":\\"5, Rue d\\'Anjou\\",\\"n\\":1.50}',5.670000,NULL),
(2,'a\\\\\\'b,(c);\\n@example.com',NULL,NULL,0.000001,'2026-11-25 09:39:48.987');
UNLOCK TABLES;
`;
const MYSQL = `CREATE TABLE \`people\` (
  \`id\` int unsigned NOT NULL AUTO_INCREMENT,
  \`email\` varchar(254) NOT NULL,
  \`active_email\` varchar(254) GENERATED ALWAYS AS (if((\`deleted_at\` is null),\`email\`,NULL)) STORED,
  \`address\` json DEFAULT NULL,
  \`rate\` decimal(19,6) NOT NULL,
  \`deleted_at\` datetime(3) DEFAULT NULL,
  PRIMARY KEY (\`id\`)
) ENGINE=InnoDB;
INSERT INTO \`people\` (\`id\`, \`email\`, \`address\`, \`rate\`, \`deleted_at\`) VALUES (2,'a\\\\\\'b,(c);\\n@example.com',NULL,0.000001,'2026-11-25 09:39:48.987'),(1,'zoë@example.com','{\\"n\\": 1.5, \\"street\\": \\"5, Rue d\\'Anjou\\"}',5.670000,NULL);
`;

describe('DumpReader', () => {
  it('finds the same rows in a dump of MariaDB and one of MySQL', async () => {
    const { tables } = await read(MARIADB);
    expect(tables).toEqual({ people: { rows: 2, checksum: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect((await read(MYSQL)).tables).toEqual(tables);
  });

  it('makes of a dump of MariaDB one that MySQL takes: JSON a type of its own, no generated value, no sandbox', async () => {
    const { text } = await read(MARIADB);
    expect(text.split('\n').filter((line) => /sandbox|address|INSERT|^\(/.test(line))).toEqual([
      '  `address` json DEFAULT NULL,',
      'INSERT INTO `people` (`id`, `email`, `address`, `rate`, `deleted_at`) VALUES ',
      `(1,'zoë@example.com','{\\"street\\":\\"5, Rue d\\'Anjou\\",\\"n\\":1.50}',5.670000,NULL),`,
      `(2,'a\\\\\\'b,(c);\\n@example.com',NULL,0.000001,'2026-11-25 09:39:48.987');`,
    ]);
  });

  it('passes a dump of MySQL on as it is, however it is cut', async () => {
    for (const size of [1, 13, 100_000]) expect((await read(MYSQL, size)).text).toBe(MYSQL);
  });

  it.each([
    ['a changed letter', 'zoë@', 'zoe@'],
    ['a changed rate', '0.000001', '0.000002'],
    ['NULL in place of a text', '\'{\\"n\\": 1.5, \\"street\\": \\"5, Rue d\\\'Anjou\\"}\'', 'NULL'],
    ['a changed number in JSON', '1.5', '1.51'],
  ])('tells %s by the checksum', async (_, from, to) => {
    const before = (await read(MYSQL)).tables.people;
    const changed = MYSQL.replace(from, to);
    expect(changed).not.toBe(MYSQL);
    const after = (await read(changed)).tables.people;
    expect(after?.rows).toBe(2);
    expect(after?.checksum).not.toBe(before?.checksum);
  });

  it('knows a dump that was cut off between two statements', async () => {
    expect((await read(`${MYSQL}-- Dump completed\n`)).complete).toBe(true);
    expect((await read(MYSQL)).complete).toBe(false);
  });

  it('names the table, and no value, of a row that it cannot read', async () => {
    const broken = MYSQL.replace('0.000001,', '');
    await expect(read(broken)).rejects.toThrow('the dump has a statement for people that cannot be read');
  });
});
