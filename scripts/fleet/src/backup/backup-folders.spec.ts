import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fleet } from '../fleet.js';
import {
  BackupFolder,
  deleteExpired,
  expired,
  finishedBackups,
  fleetIdentity,
  sweepUnfinished,
} from './backup-folders.js';
import { MANIFEST, type Manifest, manifestText } from './manifest.js';

const DAY = 24 * 3_600_000;
const now = new Date('2026-11-25T12:00:00Z');
/** One a day, the newest first: d0 of today, d1 of yesterday, … */
const daily = Array.from({ length: 6 }, (_, age) => ({
  name: `d${age}`,
  created: new Date(now.getTime() - age * DAY),
}));

describe('retention', () => {
  it.each([
    ['nothing without a rule', {}, []],
    ['all but the N newest', { count: 4 }, ['d4', 'd5']],
    ['all that are older', { days: 3 }, ['d3', 'd4', 'd5']],
    ['what neither rule keeps', { count: 5, days: 2 }, ['d5']],
    ['what neither rule keeps, the other way round', { count: 1, days: 4 }, ['d4', 'd5']],
  ])('lets go %s', (_, keep, gone) => {
    expect(expired(daily, keep, now)).toEqual(gone);
  });

  it('keeps the newest however old it is', () => {
    expect(expired(daily, { days: 1 }, new Date(now.getTime() + 90 * DAY))).toEqual(['d1', 'd2', 'd3', 'd4', 'd5']);
  });
});

describe('a folder of backups', () => {
  let parent: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'backups-'));
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  const fleet = { dir: '/srv/fleet', mode: 'native' } as Fleet;
  function make(time: string, of: Fleet = fleet): void {
    const folder = new BackupFolder(parent, new Date(time));
    const manifest = { created: time, fleet: fleetIdentity(of), schemas: [] } as unknown as Manifest;
    writeFileSync(join(folder.unfinished, MANIFEST), manifestText(manifest));
    folder.finish();
  }

  it('has a backup only once it is finished, and loses what was interrupted', () => {
    make('2026-11-24T03:00:00Z');
    const folder = new BackupFolder(parent, now);
    writeFileSync(join(folder.unfinished, MANIFEST), '{}');
    expect(finishedBackups(parent)).toEqual(['20261124T030000Z']);
    expect(sweepUnfinished(parent)).toEqual(['20261125T120000Z.unfinished']);
    expect(readdirSync(parent)).toEqual(['20261124T030000Z']);
  });

  it('loses old backups of this fleet, and nothing else', () => {
    const other = { ...fleet, dir: '/srv/other' };
    for (const day of ['20', '21', '22']) make(`2026-11-${day}T03:00:00Z`);
    for (const day of ['10', '11']) make(`2026-11-${day}T04:00:00Z`, other);
    mkdirSync(join(parent, '20251111T030000Z'));
    writeFileSync(join(parent, 'notes.txt'), 'mine');
    expect(deleteExpired(parent, fleet, { count: 1 })).toEqual(['20261121T030000Z', '20261120T030000Z']);
    expect(readdirSync(parent).sort()).toEqual([
      '20251111T030000Z',
      '20261110T040000Z',
      '20261111T040000Z',
      '20261122T030000Z',
      'notes.txt',
    ]);
    expect(existsSync(join(parent, '20261122T030000Z', MANIFEST))).toBe(true);
  });
});
