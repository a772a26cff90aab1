import type { Fleet } from './fleet.js';
import { Gateway } from './gateway.js';
import { holders } from './ports.js';
import { say } from './progress.js';
import { allServers } from './servers/all-servers.js';
import type { Server } from './servers/server.js';
import { allServices } from './services.js';

/** Stops a whole fleet: first the admin and the services, which finish what is under way, then what they stand on. Answers whether anything ran. */
export async function haltFleet(fleet: Fleet): Promise<boolean> {
  const servers = allServers(fleet);
  const services = withGateway(fleet);
  const ours = [...services, ...servers].some((part) => part.isRunning());
  for (const parts of [services, servers]) await all(parts);
  if (!ours) return false;
  const left = holders([...services, ...servers].flatMap((part) => part.ports.map(({ port }) => port)));
  for (const { port, pid, command } of left) say(`port ${port} is still held by pid ${pid ?? '?'}: ${command ?? ''}`);
  return true;
}

/** Stops the admin and the services; what they stand on goes on. */
export async function haltServices(fleet: Fleet): Promise<void> {
  await all(withGateway(fleet));
}

const withGateway = (fleet: Fleet): Server[] => [...allServices(fleet), new Gateway(fleet)];

async function all(parts: Server[]): Promise<void> {
  await Promise.all(
    parts.map(async (part) => {
      const ran = part.isRunning();
      await part.stop();
      if (ran) say(`${part.name} stopped`);
    }),
  );
}
