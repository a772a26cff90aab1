import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createGateway } from './gateway.js';
import { readRoutingTable } from './routing-table.js';

/** dist/ of this folder; the bundle lies beside the folder itself. */
const FOLDER = join(import.meta.dirname, '..');
const BUNDLE = join(FOLDER, '..', 'dist');
const { BIND_ADDRESS = '127.0.0.1' } = process.env;

function port(name: string): number {
  const value = Number(process.env[name]);
  if (!Number.isInteger(value) || value < 1 || value > 65_535) throw new Error(`${name} must be a port`);
  return value;
}

const table = readRoutingTable(FOLDER);
const addresses = Object.fromEntries(
  Object.keys(table.services).map((service) => [
    service,
    `http://127.0.0.1:${port(`${service.toUpperCase().replaceAll('-', '_')}_PORT`)}`,
  ]),
);
if (!existsSync(join(BUNDLE, 'index.html'))) throw new Error(`${BUNDLE} has no bundle: npm run build:admin`);

const app = await createGateway(table, addresses, BUNDLE, (line) => console.log(`${new Date().toISOString()} ${line}`));
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  // What is under way is answered first.
  process.once(signal, () => void app.close().then(() => process.exit(0)));
}
await app.listen({ host: BIND_ADDRESS, port: port('ADMIN_PORT') });
console.log(`listening on ${BIND_ADDRESS}:${process.env.ADMIN_PORT}`);
