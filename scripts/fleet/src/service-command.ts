import { spawn } from 'node:child_process';
import { Compose } from './docker/compose.js';
import type { Environment } from './environment.js';
import { type Fleet, ROOT } from './fleet.js';
import { environmentOf } from './process-table.js';
import { processEnvironment } from './service-environment.js';
import { Service, type ServiceName, serviceEntry } from './services.js';

/** Runs a service's command for the person at the terminal and answers its exit code. */
export async function runServiceCommand(fleet: Fleet, service: ServiceName, name: string, args: string[] = []) {
  if (fleet.mode === 'docker') {
    const command = ['node', `dist/${name}.js`, ...args];
    return new Compose(fleet).shown(['exec', '-T', '-e', 'LOG_LEVEL=warn', service, ...command]);
  }
  // As in a container: with the settings of the running process, which .env may be ahead of. Its log says only what the
  // person needs to read: the result, or what went wrong.
  const { pid } = new Service(fleet, service);
  const settings = pid === undefined ? await processEnvironment(fleet, service) : environmentOf(pid);
  const env = { ...settings, LOG_LEVEL: 'warn' };
  return run(serviceEntry(service, name), args, env);
}

/** Runs a service's command as its migrate step is run: with .env as it is now, and the account that changes the schema. */
export async function runMigratorCommand(fleet: Fleet, service: ServiceName, name: string): Promise<number> {
  if (fleet.mode === 'docker')
    return new Compose(fleet).shown([
      'run',
      '--rm',
      '--no-deps',
      '-T',
      `${service}-migrate`,
      'node',
      `dist/${name}.js`,
    ]);
  return run(serviceEntry(service, name), [], await processEnvironment(fleet, service, 'migrate'));
}

function run(entry: string, args: string[], env: Environment): Promise<number> {
  const child = spawn(process.execPath, [entry, ...args], { env, cwd: ROOT, stdio: 'inherit' });
  return new Promise<number>((resolve, reject) => child.on('error', reject).on('close', (code) => resolve(code ?? 1)));
}
