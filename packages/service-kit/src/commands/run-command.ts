import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type EnvironmentError, readEnvironment } from '../config/environment.js';
import { refusePublishedSecrets } from '../config/production.js';
import { createApplication } from '../http/application.js';
import { continueTrace, runInContext } from '../http/request-context.js';
import type { ServiceOptions } from '../http/run-service.js';

/**
 * Runs a command line entry point: its error is what the person reads, its exit code what a script reads. What it changes
 * is put down to it by its name, in one trace.
 */
export async function runCommand(name: string, work: () => Promise<void>): Promise<void> {
  try {
    const cause = { kind: 'command' as const, name };
    await runInContext({ requestId: randomUUID(), traceparent: continueTrace(), cause }, work);
    process.exit(0);
  } catch (error) {
    console.error(`${name} failed: ${(error as EnvironmentError | undefined)?.message ?? String(error)}`);
    if (process.env.LOG_LEVEL === 'debug') console.error(error);
    process.exit(1);
  }
}

/** Nobody waits for a command's answer as for a request's: on a slow disk a statement may take its time. */
const COMMAND_QUERY_TIMEOUT_MS = 600_000;

/** Runs `work` inside a service's application, with its database and outbox but without serving. */
export async function withApplication(
  options: ServiceOptions,
  work: (app: NestFastifyApplication) => Promise<void>,
): Promise<void> {
  const config = readEnvironment(options.environment) as Record<string, unknown>;
  refusePublishedSecrets(config);
  const app = await createApplication({
    ...options,
    config: { ...config, DB_QUERY_TIMEOUT_MS: COMMAND_QUERY_TIMEOUT_MS },
  });
  try {
    await app.init();
    await work(app);
  } finally {
    await app.close();
  }
}
