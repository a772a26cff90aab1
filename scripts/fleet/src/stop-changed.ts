import type { Fleet } from './fleet.js';
import { haltFleet } from './halt.js';
import { changedForServers, environmentOf, withServersInForce } from './in-force.js';
import { say } from './progress.js';
import { processEnvironment } from './service-environment.js';
import { allServices, type Service } from './services.js';

/** Stops what runs with other settings than .env has now, so that it is started with these. */
export async function stopChanged(fleet: Fleet): Promise<void> {
  const names = changedForServers(fleet);
  if (names.length > 0) {
    say(`.env has new values of ${names.join(', ')}: stopping the fleet to start it with them`);
    return haltFleet(withServersInForce(fleet));
  }
  for (const service of allServices(fleet)) {
    const changed = await changedFor(fleet, service);
    if (changed.length === 0) continue;
    say(`.env has new values of ${changed.join(', ')}: restarting ${service.name}`);
    await service.stop();
  }
}

async function changedFor(fleet: Fleet, service: Service): Promise<string[]> {
  const running = environmentOf(service);
  if (!running) return [];
  const wanted = await processEnvironment(fleet, service.name);
  // Those of its surroundings are whoever's who started it.
  return Object.keys(wanted).filter((name) => name in fleet.env && wanted[name] !== running[name]);
}
