import { readFileSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { readEnvironment } from '../config/environment.js';
import { APP_INFO } from '../http/app-info.js';
import { createApplication } from '../http/application.js';
import { openApiDocument } from '../http/openapi.js';
import type { ServiceOptions } from '../http/run-service.js';

/** Writes the service's OpenAPI document; needs no server, because nothing connects before the application starts. */
export async function writeOpenApi(options: ServiceOptions, exampleFile: string, target: string): Promise<void> {
  const example = parseEnv(readFileSync(exampleFile, 'utf8')) as NodeJS.ProcessEnv;
  const config = readEnvironment(options.environment, { ...example, LOG_LEVEL: 'silent' }) as Record<string, unknown>;
  const app = await createApplication({ ...options, config });
  const document = openApiDocument(app, app.get(APP_INFO));
  writeFileSync(target, `${JSON.stringify(document, null, 2)}\n`);
}
