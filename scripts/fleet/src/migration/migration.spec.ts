import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doubt } from './evidence.js';
import { Findings } from './findings.js';
import { readOptions } from './options.js';
import { parseDatabaseUrl, shownAddress } from './source-url.js';
import { Tally } from './tally.js';

describe('the address of a source', () => {
  it('is read, and shown without its password', () => {
    const address = parseDatabaseUrl('mysql://me:p%40ss%2Fword@db.example:3307/old?ssl=true', 'it');
    expect(address).toEqual({
      host: 'db.example',
      port: 3307,
      user: 'me',
      password: 'p@ss/word',
      database: 'old',
      tls: true,
    });
    expect(shownAddress(address)).toBe('me@db.example:3307/old');
  });

  it.each([
    'hunter2',
    'mysql://host/db',
    'mysql://me:hunter2@host',
    'http://me:hunter2@host/db',
    'mysql://me:%hunter2@host/db',
  ])('is not repeated when it is wrong: %s', (text) => {
    expect(() => parseDatabaseUrl(text, 'the database')).toThrow(/^the database must be like/);
    expect(() => parseDatabaseUrl(text, 'the database')).not.toThrow(/hunter2/);
  });

  it('comes from the command line, the environment or .env', () => {
    const env = { MIGRATE_FROM_URL: 'mysql://env@host/db' };
    expect(readOptions({ from: 'monolith' }, [], env).sources[0]?.user).toBe('env');
    expect(readOptions({ from: 'monolith' }, ['mysql://me@host/db'], env).sources[0]?.user).toBe('me');
    expect(() => readOptions({ from: 'separate' }, [], env)).toThrow(
      'where is the auth store? Set MIGRATE_FROM_AUTH_URL',
    );
  });
});

describe('Tally', () => {
  const of = (...rows: unknown[][]) => {
    const tally = new Tally();
    for (const row of rows) tally.add(row);
    return [tally.rows, tally.checksum];
  };

  it('is the same for the same rows, whatever their order and however a driver gives them', () => {
    const here = of([1, { a: 1, b: { d: [2], c: null } }, null], [2, 'x', 0]);
    expect(of(['2', 'x', '0'], ['1', { b: { c: null, d: [2] }, a: 1 }, null])).toEqual(here);
  });

  it.each<[string, unknown[][]]>([
    ['a row is missing', [[1, 'a']]],
    [
      'a row is there twice',
      [
        [1, 'a'],
        [2, 'b'],
        [2, 'b'],
      ],
    ],
    [
      'one value differs',
      [
        [1, 'a'],
        [2, 'B'],
      ],
    ],
    [
      'values have changed places',
      [
        ['a', 1],
        [2, 'b'],
      ],
    ],
    [
      'null is text',
      [
        [1, 'a'],
        [2, null],
      ],
    ],
  ])('differs when %s', (_name, rows) => {
    expect(of(...rows)).not.toEqual(of([1, 'a'], [2, 'b']));
  });
});

describe('Findings', () => {
  it('writes each to a file of its owner alone, harmless to spreadsheets, and counts them', () => {
    const dir = mkdtempSync(join(tmpdir(), 'findings-'));
    const findings = new Findings(join(dir, 'reports', 'report.csv'));
    findings.add('changed', 'users', 7, { field: 'phone', problem: 'is odd', was: '=1+1', is: 'a,"b"' });
    findings.add('changed', 'users', 8, { field: 'phone', problem: 'is odd' });
    findings.close();
    expect(readFileSync(findings.path, 'utf8')).toBe(
      'table,id,kind,field,problem,was,is\nusers,7,changed,phone,is odd,\'=1+1,"a,""b"""\nusers,8,changed,phone,is odd,,\n',
    );
    expect(statSync(findings.path).mode & 0o777).toBe(0o600);
    expect(findings.lines('changed')).toEqual(['2 users: phone is odd (id 7, 8)']);
    expect(() => new Findings(findings.path)).toThrow('is there already');
    rmSync(dir, { recursive: true });
  });

  it('can be written again under its name when the one before was not finished', () => {
    const dir = mkdtempSync(join(tmpdir(), 'findings-'));
    const path = join(dir, 'report.csv');
    new Findings(path).add('changed', 'users', 7, { field: 'phone', problem: 'is odd' });
    const again = new Findings(path);
    again.close();
    expect(readdirSync(dir)).toEqual(['report.csv']);
    expect(readFileSync(path, 'utf8')).toBe('table,id,kind,field,problem,was,is\n');
    rmSync(dir, { recursive: true });
  });
});

it('doubts the meaning of user ids only when the emails speak for the other one', () => {
  expect(doubt({ looked: 10, auth: 3, user: 3 }, 'user')).toBeUndefined();
  expect(doubt({ looked: 10, auth: 4, user: 3 }, 'auth')).toBeUndefined();
  expect(doubt({ looked: 10, auth: 4, user: 3 }, 'user')).toContain('4 if it holds ids of the auth store');
});
