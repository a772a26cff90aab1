import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from './atomic-file.js';
import { UsageError } from './cli.js';
import { type Fleet, loadFleet, type Mode, ROOT } from './fleet.js';

const STATE_DIR = join(ROOT, '.hybrid');
const STATE_FILE = join(STATE_DIR, 'state.json');

/** What later commands default to: how and where the fleet was set up last. */
export interface State {
  mode: Mode;
  offset: number;
}

export function readState(): State | undefined {
  return existsSync(STATE_FILE) ? (JSON.parse(readFileSync(STATE_FILE, 'utf8')) as State) : undefined;
}

export function writeState(state: State): void {
  mkdirSync(STATE_DIR, { recursive: true, mode: 0o700 });
  replaceFile(STATE_FILE, `${JSON.stringify(state)}\n`);
}

/** Fleets beside each other have folders of their own. */
export function fleetDir(offset: number): string {
  return offset === 0 ? STATE_DIR : join(STATE_DIR, `offset-${offset}`);
}

/** The fleet a command is about: the one with this offset, or without one that which was set up last. */
export function chosenFleet(offset: number | undefined): Fleet {
  const fleet = chosenFleetOrItsRest(offset);
  if (!fleet.deleting) return fleet;
  throw new UsageError(
    `hybrid-down.sh --volumes was interrupted, and part of this fleet's data is gone. To delete the rest: scripts/setup/hybrid-down.sh --volumes --port-offset ${fleet.offset}; hybrid-setup.sh does it, too, before it starts anew`,
  );
}

/** The same; it may also be one whose deletion was interrupted. */
export function chosenFleetOrItsRest(offset: number | undefined): Fleet {
  const chosen = offset ?? readState()?.offset ?? 0;
  const fleet = loadFleet(fleetDir(chosen));
  if (fleet) return fleet;
  const others = knownOffsets();
  const known = others.length > 0 ? ` Known here: --port-offset ${others.join(', --port-offset ')}.` : '';
  throw new UsageError(
    `no fleet with port offset ${chosen} was set up here: scripts/setup/hybrid-setup.sh starts one.${known}`,
  );
}

/** The same, for commands that act on processes of this machine. */
export function chosenNativeFleet(offset: number | undefined): Fleet {
  const fleet = chosenFleet(offset);
  if (fleet.mode === 'native') return fleet;
  throw new UsageError('this fleet runs in containers: docker-compose -f docker-compose.hybrid.yml acts on its parts');
}

/** The offsets of all fleets that were set up in this folder. */
export function knownOffsets(): number[] {
  if (!existsSync(STATE_DIR)) return [];
  const beside = readdirSync(STATE_DIR)
    .map((name) => /^offset-(\d+)$/.exec(name)?.[1])
    .filter((offset) => offset !== undefined)
    .map(Number);
  return [0, ...beside].filter((offset) => existsSync(join(fleetDir(offset), 'fleet.json')));
}
