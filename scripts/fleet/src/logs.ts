import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseOffset, readArguments, runCommand, UsageError } from './cli.js';
import { Compose } from './docker/compose.js';
import { type Fleet, logFile } from './fleet.js';
import { chosenFleet } from './state.js';

const HELP = `
Usage: scripts/setup/hybrid-logs.sh [part] [-f] [-n LINES] [--port-offset N]

Shows the last lines of a part's log, or of all: react-admin, auth-service, user-service, customer-service, carrier-service,
pricing-service, shared-db, customer-db, carrier-db, pricing-db, redis, rabbitmq, or <service>-migrate and <service>-demo;
in Docker the names of docker-compose.hybrid.yml.

  -f, --follow       goes on showing what is added, until Ctrl-C
  -n, --lines N      how many lines of each (default: 50 of one part, 10 of each of all)
  --port-offset N    the fleet with this offset; without it the one that was set up last
  -h, --help         this text
`;

const { values, positionals } = readArguments(
  HELP,
  { follow: { type: 'boolean', short: 'f' }, lines: { type: 'string', short: 'n' }, 'port-offset': { type: 'string' } },
  true,
);

await runCommand(async () => {
  const fleet = chosenFleet(parseOffset(values['port-offset']));
  if (fleet.mode === 'docker') return logsOfContainers(fleet);
  const folder = join(fleet.dir, 'logs');
  const known = existsSync(folder)
    ? readdirSync(folder).flatMap((name) => (name.endsWith('.log') && !name.includes('@') ? [name.slice(0, -4)] : []))
    : [];
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new UsageError(`no log of ${unknown.join(', ')}. There are: ${known.join(', ')}`);
  const wanted = positionals.length > 0 ? positionals : known;
  if (wanted.length === 0) throw new UsageError(`there are no logs in ${folder} yet`);
  const lines = values.lines ?? (wanted.length === 1 ? '50' : '10');
  checkLines(lines);
  const files = wanted.map((name) => logFile(fleet, name));
  const tail = spawn('tail', ['-n', lines, ...(values.follow ? ['-F'] : []), '--', ...files], { stdio: 'inherit' });
  return new Promise((resolve) => tail.on('close', (code) => resolve(code ?? 0)));
});

function checkLines(lines: string): void {
  if (!/^\d+$/.test(lines)) throw new UsageError('--lines must be a whole number');
}

function logsOfContainers(fleet: Fleet): Promise<number> {
  const compose = new Compose(fleet);
  const known = compose.services().sort();
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new UsageError(`no log of ${unknown.join(', ')}. There are: ${known.join(', ')}`);
  const lines = values.lines ?? (positionals.length === 1 ? '50' : '10');
  checkLines(lines);
  return compose.shown(['logs', '--tail', lines, ...(values.follow ? ['--follow'] : []), ...positionals]);
}
