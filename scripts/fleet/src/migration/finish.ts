import { Redis } from 'ioredis';
import { required } from '../environment.js';
import type { Fleet } from '../fleet.js';
import { say } from '../progress.js';
import type { Before, Targets } from './fresh.js';
import { heardOfAll, tellOfUsers, withoutProfile } from './profiles.js';
import { startServices } from './runtime.js';

/** What the first run wrote down, so that one that goes on after it does the same. */
export interface Run {
  fingerprint: string;
  takenAt: string;
  before: Before;
  services: string[];
  /** When everything was loaded and compared; from then on the services may change it. */
  loadedAt?: string;
  /** When user-service had told of every user. */
  toldAt?: string;
  finishedAt?: string;
}

export async function earlierRun({ SHARED_DB }: Targets): Promise<Run | undefined> {
  return (await SHARED_DB.progress('run'))?.detail as Run | undefined;
}

/** Writes down that the run has come so far. */
export async function note(
  { SHARED_DB }: Targets,
  run: Run,
  moment: 'loadedAt' | 'toldAt' | 'finishedAt',
): Promise<void> {
  run[moment] ??= new Date().toISOString();
  await SHARED_DB.record('run', null, { ...run });
}

/** What the services' caches know of an id may be about somebody else now; Redis holds nothing that may not be lost. */
export async function emptyCaches({ env }: Fleet): Promise<void> {
  const redis = new Redis({
    host: required(env, 'REDIS_HOST'),
    port: Number(required(env, 'REDIS_PORT')),
    password: required(env, 'REDIS_PASSWORD'),
    lazyConnect: true,
    retryStrategy: () => null,
  });
  redis.on('error', () => {}); // the rejected connect() or command tells of it
  try {
    await redis.connect();
    await redis.flushdb();
  } catch (error) {
    throw new Error(`Redis (REDIS_*) cannot be emptied: ${(error as Error).message}. Start it, then run this again`);
  } finally {
    redis.disconnect();
  }
}

/** The services' own share, once everything is loaded: customer-service makes a profile for every user without one. */
export async function finish(fleet: Fleet, targets: Targets, run: Run, started: () => void): Promise<void> {
  await emptyCaches(fleet);
  await startServices(fleet, run.services);
  started();
  if (['user-service', 'customer-service'].every((name) => run.services.includes(name))) {
    if (!run.toldAt) await tellOfUsers(fleet);
    await note(targets, run, 'toldAt');
    await heardOfAll(targets);
    await reportMissingProfiles(targets);
  } else {
    say('everything is there. Start the services, then scripts/ops/reconcile.sh user-service makes customer profiles');
  }
  await note(targets, run, 'finishedAt');
  say('done');
}

async function reportMissingProfiles(targets: Targets): Promise<void> {
  const { without, ids } = await withoutProfile(targets);
  if (without === 0) return say('every user has a customer profile');
  say(`${without} users have no customer profile (id ${ids.join(', ')}${without > ids.length ? ', …' : ''}):`);
  say('a customer with their email, not linked to anybody, waits until they have verified it');
}
