import { spawnSync } from 'node:child_process';
import type { Fleet } from '../fleet.js';
import { health } from '../health.js';
import type { Overview } from '../overview.js';
import { table } from '../progress.js';
import { allServices } from '../services.js';
import { Compose } from './compose.js';
import { type Container, containers, isDone } from './containers.js';

/** The table of a fleet in containers. Steps that are over are left out while they ended well. */
export async function dockerOverview(fleet: Fleet): Promise<Overview> {
  const compose = new Compose(fleet);
  const listed = containers(compose).filter((entry) => !(entry.service.endsWith('-migrate') && isDone(entry)));
  const expected = compose.services();
  const missing = expected.filter(
    (name) => !name.endsWith('-migrate') && !listed.some(({ service }) => service === name),
  );
  const memory = memoryOf(listed.map(({ name }) => name));
  const rows = await Promise.all(
    listed.map(async (container) => {
      const state = await stateOf(fleet, container);
      return {
        ok: isDone(container) && (state === 'ok' || state === 'healthy'),
        row: [container.service, address(container), state, container.name, memory.get(container.name) ?? '-'],
      };
    }),
  );
  const absent = missing.map((service) => ({ ok: false, row: [service, '-', 'stopped', '-', '-'] }));
  const lines = [...rows, ...absent].sort((one, other) => rank(one.row[0]) - rank(other.row[0]));
  const heading = ['part', 'address', 'health', 'container', 'memory'];
  return { text: table([heading, ...lines.map(({ row }) => row)]), allUp: lines.every(({ ok }) => ok) };
}

const ORDER = ['react-admin', 'auth', 'user', 'customer', 'carrier', 'pricing'];
const rank = (name = '') =>
  ORDER.findIndex((start) => name.startsWith(start) && !name.endsWith('-db')) + 1 || ORDER.length + 1;

async function stateOf(fleet: Fleet, { service, state, health: checked, ports }: Container): Promise<string> {
  if (state !== 'running') return state;
  // A replica has no port here: what its own health check says is all there is.
  const known = ports.length > 0 && allServices(fleet).find(({ name }) => name === service);
  return known ? health(known.port) : checked;
}

function address({ service, ports }: Container): string {
  const [port] = ports;
  if (port === undefined) return '-';
  if (service.endsWith('-db')) return `mysql://127.0.0.1:${port}`;
  if (service === 'shared-redis') return `redis://127.0.0.1:${port}`;
  if (service === 'shared-rabbitmq') return `amqp://127.0.0.1:${port}`;
  return `http://localhost:${port}${service.endsWith('-service') ? '/api/docs' : ''}`;
}

function memoryOf(names: string[]): Map<string, string> {
  if (names.length === 0) return new Map();
  const args = ['stats', '--no-stream', '--format', '{{.Name}}\t{{.MemUsage}}', ...names];
  const { stdout } = spawnSync('docker', args, { encoding: 'utf8', timeout: 20_000 });
  const lines = (stdout ?? '').trim().split('\n');
  return new Map(lines.map((line) => line.replace(/ \/.*/, '').split('\t') as [string, string]));
}
