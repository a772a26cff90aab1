import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseOffset, readArguments, runCommand } from './cli.js';
import { surroundings } from './daemon.js';
import { ending } from './ending.js';
import { select } from './environment.js';
import { ROOT } from './fleet.js';
import { Launch } from './launch.js';
import { say } from './progress.js';
import { processEnvironment } from './service-environment.js';
import { portVariable, SERVICES, serviceEntry } from './services.js';
import { chosenNativeFleet } from './state.js';
import { addSbinToPath } from './system-packages.js';

const HELP = `
Usage: npm run dev [-- --port-offset N]

Works on the fleet that hybrid-setup.sh set up: starts its servers when they do not run, migrates, then compiles on every
save and restarts the services that changed, with their logs here; the admin's pages change as you save. Ctrl-C ends it; the servers go on
(hybrid-setup.sh starts the services again, hybrid-down.sh stops everything).

  --port-offset N    the fleet with this offset; without it the one that was set up last
  -h, --help         this text
`;

const COMPILER = join(ROOT, 'node_modules', 'typescript7', 'bin', 'tsc');
const STOP_MS = 12_000;

const { values } = readArguments(HELP, { 'port-offset': { type: 'string' } });
const children: ChildProcess[] = [];

await runCommand(async () => {
  addSbinToPath();
  const fleet = chosenNativeFleet(parseOffset(values['port-offset']));
  const launch = new Launch(fleet);
  await launch.startServers();
  const replaced = [...launch.services, launch.gateway];
  const background = replaced.filter((service) => service.isRunning());
  await Promise.all(background.map((service) => service.stop()));
  if (background.length > 0) say(`stopped the running ${background.map(({ name }) => name).join(', ')}`);
  await launch.checkPorts(replaced, 'Stop these processes first.');
  watch('tsc', [COMPILER, '-b', '--watch', '--preserveWatchOutput'], surroundings());
  for (const { name, url } of launch.services) {
    const entry = serviceEntry(name, 'main');
    const env = await processEnvironment(fleet, name);
    watch(name, ['--watch', '--watch-preserve-output', '--enable-source-maps', entry], env);
    say(`${name} at ${url}`);
  }
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const ports = ['ADMIN_PORT', ...SERVICES.map(portVariable)];
  watch('react-admin', [vite, 'react-admin'], { ...surroundings(), ...select(fleet.env, ports) });
  say(`react-admin at ${launch.gateway.url}`);
  await new Promise(() => {}); // until a signal
}, stopAll);

/** Starts a process whose lines appear here behind its name. */
function watch(name: string, args: string[], env: Record<string, string>): void {
  const child = spawn(process.execPath, args, { cwd: ROOT, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => console.log(`${name.padEnd(16)} | ${line}`));
  }
  child.on('exit', (code) => {
    if (!ending.signal.aborted) console.error(`${name} ended with ${code}`);
  });
  children.push(child);
}

async function stopAll(): Promise<void> {
  await Promise.all(
    children.map(
      (child) =>
        new Promise<void>((resolve) => {
          if (child.exitCode !== null || child.pid === undefined) return resolve();
          const group = -child.pid;
          const timer = setTimeout(() => process.kill(group, 'SIGKILL'), STOP_MS);
          child.on('exit', () => {
            clearTimeout(timer);
            resolve();
          });
          child.kill('SIGTERM');
        }),
    ),
  );
}
