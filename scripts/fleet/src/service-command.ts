import { spawn } from 'node:child_process';
import { Compose } from './docker/compose.js';
import { type Fleet, ROOT } from './fleet.js';
import { processEnvironment } from './service-environment.js';
import { type ServiceName, serviceEntry } from './services.js';

/** Runs a service's command for the person at the terminal and answers its exit code. */
export async function runServiceCommand(fleet: Fleet, service: ServiceName, name: string, args: string[] = []) {
  if (fleet.mode === 'docker') {
    const command = ['node', `dist/${name}.js`, ...args];
    return new Compose(fleet).shown(['exec', '-T', '-e', 'LOG_LEVEL=warn', service, ...command]);
  }
  // Only what the person needs to read: the result, or what went wrong.
  const env = { ...(await processEnvironment(fleet, service)), LOG_LEVEL: 'warn' };
  const child = spawn(process.execPath, [serviceEntry(service, name), ...args], { env, cwd: ROOT, stdio: 'inherit' });
  return new Promise<number>((resolve, reject) => child.on('error', reject).on('close', (code) => resolve(code ?? 1)));
}
