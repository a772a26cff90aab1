import type { Fleet } from './fleet.js';
import { haltFleet } from './halt.js';
import { changedForServers, withServersInForce } from './in-force.js';
import { environmentOf } from './process-table.js';
import { say } from './progress.js';
import { processEnvironment } from './service-environment.js';
import { allServices, type Service } from './services.js';

/** Stops what runs with other settings than .env has now, so that it is started with these. */
export async function stopChanged(fleet: Fleet): Promise<void> {
  const names = changedForServers(fleet);
  if (names.length > 0) {
    say(`.env has new values of ${names.join(', ')}: stopping the fleet to start it with them`);
    await haltFleet(withServersInForce(fleet));
    return;
  }
  for (const service of allServices(fleet)) {
    const changed = await changedFor(fleet, service);
    if (changed.length === 0) continue;
    say(`.env has new values of ${changed.join(', ')}: restarting ${service.name}`);
    await service.stop();
  }
}

async function changedFor(fleet: Fleet, service: Service): Promise<string[]> {
  if (service.pid === undefined) return [];
  const running = environmentOf(service.pid);
  const wanted = await processEnvironment(fleet, service.name);
  // Those of its surroundings are whoever's who started it.
  return Object.keys(wanted).filter((name) => name in fleet.env && wanted[name] !== running[name]);
}
