import { gatewayOrigin, serviceAddress } from './address.js';
import type { Fleet } from './fleet.js';
import { Gateway } from './gateway.js';
import { health } from './health.js';
import { residentMemory } from './process-table.js';
import { table } from './progress.js';
import { allServers } from './servers/all-servers.js';
import { MariadbServer } from './servers/mariadb.js';
import { allServices } from './services.js';

export interface Overview {
  text: string;
  /** Every part runs and every service says it is ok. */
  allUp: boolean;
}

/** The table of a fleet's parts: where each is reached, how it is, its process and memory. */
export async function overview(fleet: Fleet): Promise<Overview> {
  const services = await Promise.all(
    allServices(fleet).map(async (service) => {
      const state = service.isRunning() ? await health(service.port) : 'stopped';
      return {
        ok: state === 'ok',
        row: [service.name, `${service.url}/api/docs`, state, ...processColumns(service.pid)],
      };
    }),
  );
  const servers = allServers(fleet).map((server) => {
    const running = server.isRunning();
    const scheme = server instanceof MariadbServer ? 'mysql' : server.name === 'redis' ? 'redis' : 'amqp';
    const address = `${scheme}://127.0.0.1:${server.ports[0]?.port}`;
    return { ok: running, row: [server.name, address, running ? 'running' : 'stopped', ...processColumns(server.pid)] };
  });
  const lines = [await admin(fleet), ...services, ...servers];
  const heading = ['part', 'address', 'health', 'pid', 'memory'];
  return { text: table([heading, ...lines.map(({ row }) => row)]), allUp: lines.every(({ ok }) => ok) };
}

async function admin(fleet: Fleet) {
  const gateway = new Gateway(fleet);
  const ok = await gateway.answers();
  const state = ok ? 'ok' : gateway.isRunning() ? 'no answer' : 'stopped';
  return { ok, row: [gateway.name, gateway.url, state, ...processColumns(gateway.pid)] };
}

function processColumns(pid: number | undefined): [string, string] {
  if (pid === undefined) return ['-', '-'];
  return [String(pid), `${residentMemory(pid)} MiB`];
}

/** What to do next with a running fleet: the health addresses and the login. */
export function invitation(fleet: Fleet): string {
  const { env } = fleet;
  const login =
    env.NODE_ENV === 'production'
      ? 'No login exists yet? scripts/ops/create-admin.sh <email> <first name> <last name> prints a link for the first admin.'
      : `Login: ${env.ADMIN_EMAIL} / ${env.ADMIN_PASSWORD}
  curl -s ${serviceAddress(fleet, 'auth-service', 'auth/login')} -H 'content-type: application/json' -d '{"email":"${env.ADMIN_EMAIL}","password":"${env.ADMIN_PASSWORD}"}'`;
  const health = serviceAddress(fleet, 'auth-service', 'health');
  return `The admin: ${gatewayOrigin(fleet)}
Health: ${health}, and likewise for each service\n${login}`;
}
