import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { z } from 'zod';
import { EnvironmentError, readEnvironment } from '../config/environment.js';
import { refusePublishedSecrets } from '../config/production.js';
import { HealthService } from '../health/health.service.js';
import { consumeEvents } from '../messaging/consume-events.js';
import { APP_INFO } from './app-info.js';
import { type ApplicationOptions, createApplication, serveDocument } from './application.js';

/** sysexits.h EX_CONFIG: the start failed because of its configuration; starting again will not help. */
const EXIT_CONFIG = 78;

/** After it is told to stop, a replica goes on answering this long, so that a gateway notices it is unready. */
const DRAIN_NOTICE_MS = 1000;

export interface ServiceOptions extends Omit<ApplicationOptions, 'config'> {
  environment: z.ZodObject;
  /** Name of the variable that holds the port: `CUSTOMER_SERVICE_PORT`. */
  portVariable: string;
}

/** Starts a service and keeps it until SIGTERM or SIGINT, on which it finishes its requests and exits 0. */
export async function runService(options: ServiceOptions): Promise<void> {
  const logger = new Logger('Service');
  try {
    const config = readEnvironment(options.environment) as Record<string, unknown>;
    refusePublishedSecrets(config);
    const app = await createApplication({ ...options, config });
    serveDocument(app, app.get(APP_INFO));
    await consumeEvents(app);
    stopOnSignal(app, Number(config.SHUTDOWN_TIMEOUT_MS));
    await app.listen(Number(config[options.portVariable]), String(config.BIND_ADDRESS));
    logger.log(`${options.info.name} listens on ${await app.getUrl()}`);
  } catch (error) {
    if (error instanceof EnvironmentError) {
      console.error(`${options.info.name} does not start. ${error.message}`);
      process.exit(EXIT_CONFIG);
    }
    console.error(`${options.info.name} does not start:`, error);
    process.exit(1);
  }
}

function stopOnSignal(app: NestFastifyApplication, timeoutMs: number): void {
  const logger = new Logger('Service');
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    logger.log(`${signal}: finishing what is under way`);
    setTimeout(() => {
      logger.error(`still busy after ${timeoutMs} ms, stopping all the same`);
      process.exit(1);
    }, timeoutMs).unref();
    app.get(HealthService).drain();
    await new Promise((resolve) => setTimeout(resolve, DRAIN_NOTICE_MS));
    await app.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
}
