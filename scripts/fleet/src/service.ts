import { readArguments, runCommand, UsageError } from './cli.js';
import { Gateway } from './gateway.js';
import { act, fleetOf, PART_OPTIONS } from './parts.js';
import { allServices } from './services.js';

const HELP = `
Usage: node scripts/fleet/dist/service.js start|stop|kill <service>... [--dir DIR | --port-offset N] [--set NAME=VALUE]

Acts on services of a fleet that was set up: auth-service, user-service, customer-service, carrier-service,
pricing-service, react-admin (the gateway with the admin's pages), or all. start answers when the service is ready, stop when it has ended (its requests finished).
kill ends it as a crash would (SIGKILL).

  --dir DIR          the fleet in this folder; run-tests.sh passes its own to tests as HYBRID_TEST_DIR
  --port-offset N    the fleet with this offset; without it the one that was set up last
  --set NAME=VALUE   starts it with this variable otherwise than the fleet's settings say, this once; only the last counts
  -h, --help         this text
`;

const { values, positionals } = readArguments(HELP, { ...PART_OPTIONS, set: { type: 'string' } }, true);
await runCommand(() => {
  const fleet = fleetOf(values);
  const [, name, value] = /^([A-Z]\w*)=(.*)$/.exec(values.set ?? '') ?? [];
  if (values.set !== undefined && !name) throw new UsageError('--set wants NAME=VALUE');
  const env = name ? { ...fleet.env, [name]: value ?? '' } : fleet.env;
  return act([...allServices({ ...fleet, env }), new Gateway({ ...fleet, env })], positionals);
});
