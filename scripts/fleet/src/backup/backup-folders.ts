import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Fleet } from '../fleet.js';
import { MANIFEST, type Manifest, readManifest } from './manifest.js';

const FINISHED = /^\d{8}T\d{6}Z$/;
const UNFINISHED = /^\d{8}T\d{6}Z\.unfinished$/;
const DAY_MS = 24 * 3_600_000;

/** Where a fleet's backups are unless somebody says otherwise: hybrid-down.sh --volumes leaves them. */
export const defaultFolder = (fleet: Pick<Fleet, 'dir'>) => join(fleet.dir, 'backups');

export function fleetIdentity({ dir, mode }: Fleet): Manifest['fleet'] {
  return { host: hostname(), dir, mode };
}

/** `20261125T093948Z`: sorts by time, and is a name on every file system. */
export function folderName(time: Date): string {
  return `${time.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** A backup grows under another name than a finished one has, so that an interrupted one is never taken for one. */
export class BackupFolder {
  readonly unfinished: string;
  readonly path: string;

  constructor(parent: string, time: Date) {
    this.path = join(parent, folderName(time));
    this.unfinished = `${this.path}.unfinished`;
    if (existsSync(this.path)) throw new Error(`${this.path} is there already: a backup was made in this very second`);
    mkdirSync(this.unfinished, { mode: 0o700 });
  }

  finish(): void {
    renameSync(this.unfinished, this.path);
  }

  remove(): void {
    rmSync(this.unfinished, { recursive: true, force: true });
  }
}

/** The names of the finished backups in `parent`, the newest first. */
export function finishedBackups(parent: string): string[] {
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .filter((name) => FINISHED.test(name) && existsSync(join(parent, name, MANIFEST)))
    .sort()
    .reverse();
}

/** Deletes what interrupted backups left; call it while no other backup can be under way in `parent`. */
export function sweepUnfinished(parent: string): string[] {
  const left = readdirSync(parent).filter((name) => UNFINISHED.test(name));
  for (const name of left) rmSync(join(parent, name), { recursive: true, force: true });
  return left;
}

export interface Keep {
  /** That many of the newest. */
  count?: number | undefined;
  /** All that are younger. */
  days?: number | undefined;
}

/** Which of `backups` (newest first) may go: those that no rule keeps. The newest stays in any case. */
export function expired(backups: { name: string; created: Date }[], { count, days }: Keep, now = new Date()): string[] {
  if (count === undefined && days === undefined) return [];
  const kept = ({ created }: { created: Date }, index: number) =>
    index === 0 ||
    (count !== undefined && index < count) ||
    (days !== undefined && now.getTime() - created.getTime() < days * DAY_MS);
  return backups.filter((backup, index) => !kept(backup, index)).map(({ name }) => name);
}

/** Deletes this fleet's backups that `keep` lets go; those of other fleets in the same folder are not even counted. */
export function deleteExpired(parent: string, fleet: Fleet, keep: Keep): string[] {
  const { host, dir } = fleetIdentity(fleet);
  const own = finishedBackups(parent).flatMap((name) => {
    try {
      const manifest = readManifest(join(parent, name));
      const ours = manifest.fleet.host === host && manifest.fleet.dir === dir;
      return ours ? [{ name, created: new Date(manifest.created) }] : [];
    } catch {
      return []; // of a release that we cannot read: not ours to delete
    }
  });
  const gone = expired(own, keep);
  for (const name of gone) rmSync(join(parent, name), { recursive: true, force: true });
  return gone;
}
