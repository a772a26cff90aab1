import { spawn } from 'node:child_process';
import { ending } from './ending.js';
import { type Fleet, logFile, ROOT } from './fleet.js';
import { processEnvironment } from './service-environment.js';
import { hasEntry, type ServiceName, serviceEntry } from './services.js';
import { followStep } from './step-output.js';

/** Which database server a service's migrations need; user-service shares auth-service's schema. */
export const MIGRATIONS: Partial<Record<ServiceName, string>> = {
  'auth-service': 'shared-db',
  'customer-service': 'customer-db',
  'carrier-service': 'carrier-db',
  'pricing-service': 'pricing-db',
};

/** Runs a service's command (migrate, demo) to its end, with its output in `<service>-<step>.log`. */
export async function runStep(
  fleet: Fleet,
  service: ServiceName,
  step: 'migrate' | 'demo',
  tell: (line: string) => void = () => {},
): Promise<void> {
  const child = spawn(process.execPath, ['--enable-source-maps', serviceEntry(service, step)], {
    env: await processEnvironment(fleet, service, step === 'migrate' ? step : undefined),
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: ending.signal,
  });
  const code = await followStep(child, stepLog(fleet, service, step), tell);
  if (code !== 0) throw new Error(`${service} ${step} ended with ${child.signalCode ?? code}`);
}

export function stepLog(fleet: Fleet, service: ServiceName, step: string): string {
  return logFile(fleet, `${service}-${step}`);
}

/** Services that have demo data of their own, in the order in which it is added: users before what refers to them. */
export function servicesWithDemo(): ServiceName[] {
  const order: ServiceName[] = ['user-service', 'customer-service', 'carrier-service', 'pricing-service'];
  return order.filter((service) => hasEntry(service, 'demo'));
}
