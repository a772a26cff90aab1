import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { ending } from './ending.js';
import { type Fleet, logFile, ROOT } from './fleet.js';
import { processEnvironment } from './service-environment.js';
import { hasEntry, type ServiceName, serviceEntry } from './services.js';

/** Which database server a service's migrations need; user-service shares auth-service's schema. */
export const MIGRATIONS: Partial<Record<ServiceName, string>> = {
  'auth-service': 'shared-db',
  'customer-service': 'customer-db',
  'carrier-service': 'carrier-db',
  'pricing-service': 'pricing-db',
};

/** Ends a step that hangs; on a busy machine one takes minutes. */
const DEADLINE_MS = { migrate: 10 * 60_000, demo: 15 * 60_000 };

/** Runs a service's command (migrate, demo) to its end, with its output in `<service>-<step>.log`. */
export async function runStep(fleet: Fleet, service: ServiceName, step: 'migrate' | 'demo'): Promise<void> {
  const entry = serviceEntry(service, step);
  const env = await processEnvironment(fleet, service, step === 'migrate' ? step : undefined);
  const log = stepLog(fleet, service, step);
  mkdirSync(dirname(log), { recursive: true, mode: 0o700 });
  const output = createWriteStream(log, { flags: 'w', mode: 0o600 });
  const child = spawn(process.execPath, ['--enable-source-maps', entry], {
    env,
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: ending.signal,
  });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  const timer = setTimeout(() => child.kill('SIGKILL'), DEADLINE_MS[step]);
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (...end) => resolve(end));
  }).finally(() => clearTimeout(timer));
  await new Promise((resolve) => output.end(resolve));
  if (code === 0) return;
  throw new Error(
    signal === 'SIGKILL'
      ? `${service} ${step}: not done after ${DEADLINE_MS[step] / 1000} s`
      : `${service} ${step} ended with ${code ?? signal}`,
  );
}

export function stepLog(fleet: Fleet, service: ServiceName, step: string): string {
  return logFile(fleet, `${service}-${step}`);
}

/** Services that have demo data of their own, in the order in which it is added: users before what refers to them. */
export function servicesWithDemo(): ServiceName[] {
  const order: ServiceName[] = ['user-service', 'customer-service', 'carrier-service', 'pricing-service'];
  return order.filter((service) => hasEntry(service, 'demo'));
}
