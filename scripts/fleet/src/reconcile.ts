import { parseOffset, readArguments, runCommand, UsageError } from './cli.js';
import { runServiceCommand } from './service-command.js';
import { hasEntry, SERVICES, type ServiceName } from './services.js';
import { chosenFleet } from './state.js';

const HELP = `
Usage: scripts/ops/reconcile.sh [service]... [--port-offset N]

Has services say the present state of all their records again, as events, in the running fleet: user-service,
customer-service, carrier-service, pricing-service, or all of them when none is named. Consumers apply what is newer than
what they have, so it is harmless to run. It is for a consumer that is new, or whose database was restored from a backup.

  --port-offset N    the fleet with this offset; without it the one that was set up last
  -h, --help         this text
`;

const { values, positionals } = readArguments(HELP, { 'port-offset': { type: 'string' } }, true);

await runCommand(async () => {
  const able = SERVICES.filter((service) => hasEntry(service, 'reconcile'));
  const unknown = positionals.filter((name) => !able.some((service) => service === name));
  if (unknown.length > 0) throw new UsageError(`unknown: ${unknown.join(', ')}; known: ${able.join(', ')}`);
  const fleet = chosenFleet(parseOffset(values['port-offset']));
  const chosen = positionals.length > 0 ? (positionals as ServiceName[]) : able;
  for (const service of chosen) {
    const code = await runServiceCommand(fleet, service, 'reconcile');
    if (code !== 0) return code;
  }
  return 0;
});
