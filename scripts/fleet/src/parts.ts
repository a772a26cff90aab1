import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseOffset, UsageError } from './cli.js';
import { ENV_FILE, type Fleet, loadFleet, openFleet } from './fleet.js';
import { inPart, say } from './progress.js';
import type { Server } from './servers/server.js';
import { chosenFleet, chosenNativeFleet, fleetDir, knownOffsets } from './state.js';

export const PART_OPTIONS = {
  dir: { type: 'string' },
  'port-offset': { type: 'string' },
} as const;

interface Chosen {
  dir?: string;
  'port-offset'?: string;
}

/** The native fleet of `--dir`, for tests; else the one that `--port-offset` or the last set-up means. */
export function fleetOf(values: Chosen): Fleet {
  return fleetIn(values.dir) ?? chosenNativeFleet(parseOffset(values['port-offset']));
}

/**
 * The same in either mode. A fleet that was started by hand with docker-compose was never recorded: then .env says all
 * there is to know.
 */
export function anyFleetOf(values: Chosen): Fleet {
  const offset = parseOffset(values['port-offset']);
  const byHand = offset === undefined && knownOffsets().length === 0 && existsSync(ENV_FILE);
  return (
    fleetIn(values.dir) ??
    (byHand ? openFleet(fleetDir(0), 0, 'env-file', {}, { mode: 'docker', variants: [] }) : chosenFleet(offset))
  );
}

function fleetIn(dir: string | undefined): Fleet | undefined {
  if (dir === undefined) return undefined;
  const fleet = loadFleet(resolve(dir));
  if (!fleet) throw new UsageError(`no fleet was started in ${dir}`);
  return fleet;
}

const ACTIONS = ['start', 'stop', 'kill'] as const;

/** Does `start|stop|kill` to the named parts, or to each of them with `all`. */
export async function act(parts: Server[], [action, ...names]: string[]): Promise<void> {
  if (!ACTIONS.some((known) => known === action)) throw new UsageError(`say what to do: ${ACTIONS.join(', ')}`);
  const known = parts.map(({ name }) => name);
  const unknown = names.filter((name) => name !== 'all' && !known.includes(name));
  if (names.length === 0 || unknown.length > 0) {
    throw new UsageError(
      `${unknown.length > 0 ? `unknown: ${unknown.join(', ')}. ` : ''}Name one or more of: all, ${known.join(', ')}`,
    );
  }
  const chosen = parts.filter(({ name }) => names.includes('all') || names.includes(name));
  const verb = action as (typeof ACTIONS)[number];
  await Promise.all(
    chosen.map(async (part) => {
      await inPart(part.log, () => part[verb]());
      say(`${part.name}: ${verb} done`);
    }),
  );
}
