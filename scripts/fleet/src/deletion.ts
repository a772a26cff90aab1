import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { requireEngine } from './docker/compose.js';
import { DockerFleet } from './docker/docker-fleet.js';
import { type Fleet, recordFleet } from './fleet.js';
import { haltFleet } from './halt.js';
import { say } from './progress.js';

/** Stops a fleet; in Docker its containers are removed, too. */
export async function stopFleet(fleet: Fleet): Promise<void> {
  if (fleet.mode === 'docker') {
    requireEngine();
    const stopped = await new DockerFleet(fleet).stop(false);
    say(stopped > 0 ? `stopped and removed ${stopped} containers` : 'nothing runs');
    return;
  }
  if (!(await haltFleet(fleet))) say('nothing runs');
}

/** Stops a fleet and deletes its data and logs. Interrupted while it stops, it has deleted nothing. */
export async function deleteFleet(fleet: Fleet): Promise<void> {
  await stopFleet(fleet);
  // From here on nobody starts it: some databases would be gone and others not. This record is deleted last.
  recordFleet({ ...fleet, deleting: true });
  if (fleet.mode === 'docker') await new DockerFleet(fleet).stop(true);
  for (const name of ['data', 'logs', 'run', 'tmp', 'fleet.json'])
    rmSync(join(fleet.dir, name), { recursive: true, force: true });
  say(`deleted the data and logs in ${fleet.dir}`);
}

/** Finishes a deletion that was interrupted. */
export async function finishDeletion(fleet: Fleet | undefined): Promise<void> {
  if (!fleet?.deleting) return;
  say('hybrid-down.sh --volumes was interrupted: deleting the rest');
  await deleteFleet(fleet);
}
