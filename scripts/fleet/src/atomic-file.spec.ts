import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFile, replaceFile } from './atomic-file.js';

let dir: string;
let file: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'atomic-'));
  file = join(dir, 'state.json');
});

afterEach(() => rmSync(dir, { recursive: true }));

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('replaceFile', () => {
  it('leaves the former text to whoever opened the file before', () => {
    writeFileSync(file, 'former');
    const reader = openSync(file, 'r');
    replaceFile(file, 'new');
    expect(readFileSync(reader, 'utf8')).toBe('former');
    expect(readFileSync(file, 'utf8')).toBe('new');
    closeSync(reader);
  });

  it('keeps a file to its owner unless it is told otherwise, whoever could read it before', () => {
    writeFileSync(file, 'former', { mode: 0o644 });
    replaceFile(file, 'new');
    expect(mode(file)).toBe('600');
    replaceFile(file, 'new', 0o644);
    expect(mode(file)).toBe('644');
  });

  it("removes what a killed writer left behind, and neither another's work in progress nor files of other names", () => {
    const others = ['state.json.2026-11-28T14-00-00-000Z', 'state.json.bak', 'state.json.77', 'other.json.1'];
    for (const name of [...others, 'state.json.123456', 'state.json.12.3456']) writeFileSync(join(dir, name), 'half');
    const longAgo = new Date(Date.now() - 3_600_000);
    for (const name of readdirSync(dir).filter((name) => name !== 'state.json.77'))
      utimesSync(join(dir, name), longAgo, longAgo);
    replaceFile(file, 'new');
    expect(readdirSync(dir).sort()).toEqual([...others, 'state.json'].sort());
  });
});

describe('createFile', () => {
  it('creates the file for its owner and leaves nothing else', () => {
    expect(createFile(file, 'first')).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('first');
    expect(mode(file)).toBe('600');
    expect(readdirSync(dir)).toEqual(['state.json']);
  });

  it('does not touch a file that is there', () => {
    createFile(file, 'first');
    expect(createFile(file, 'second', 0o644)).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe('first');
    expect(mode(file)).toBe('600');
    expect(readdirSync(dir)).toEqual(['state.json']);
  });

  it('does not create anything in a folder that is missing', () => {
    expect(() => createFile(join(dir, 'missing', 'x'), 'text')).toThrow('ENOENT');
    expect(existsSync(join(dir, 'missing'))).toBe(false);
  });
});
