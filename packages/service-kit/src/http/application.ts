import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import type { INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Logger as PinoLogger } from 'nestjs-pino';
import { ProblemFilter } from '../errors/problem.filter.js';
import { measureRequests } from '../metrics/http-metrics.js';
import type { AppInfo } from './app-info.js';
import { KitModule } from './kit.module.js';
import { openApiDocument } from './openapi.js';
import { continueTrace, type RequestContext, runInContext } from './request-context.js';
import { validationPipe } from './validation.js';

export const API_PREFIX = 'api/v1';

/** 1 MB: the largest single record is far smaller; imports have a limit of their own. */
const BODY_LIMIT_BYTES = 1_048_576;

const REQUEST_ID = /^[\w.:-]{1,128}$/;

export interface ApplicationOptions {
  info: Omit<AppInfo, 'startedAt' | 'version'>;
  module: Type<unknown>;
  config: Record<string, unknown>;
}

/** Every request runs in a context of its own, from its first hook to its last log line. */
function provideContext(fastify: FastifyInstance): void {
  const contexts = new WeakMap<FastifyRequest, RequestContext>();
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    const given = request.headers['x-request-id'];
    const requestId = typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    const header = request.headers.traceparent;
    void reply.header('x-request-id', requestId);
    const context = { requestId, traceparent: continueTrace(typeof header === 'string' ? header : undefined) };
    contexts.set(request, context);
    runInContext(context, done);
  });
  // A body arrives in events of the socket, outside the context of the first hook.
  fastify.addHook('preValidation', (request, _reply, done) => {
    const context = contexts.get(request);
    if (context) runInContext(context, done);
    else done();
  });
}

/** A service's application, configured the one way that all five share, not yet listening. */
export async function createApplication(options: ApplicationOptions): Promise<NestFastifyApplication> {
  const { config } = options;
  const trusted = config.TRUSTED_PROXIES as string[];
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: trusted.length > 0 ? trusted : false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 300 },
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  provideContext(fastify);
  const app = await NestFactory.create<NestFastifyApplication>(KitModule.forRoot(options), adapter, {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(PinoLogger));
  measureRequests(fastify, options.info.name);
  app.setGlobalPrefix(API_PREFIX, { exclude: ['metrics', '.well-known/{*path}'] });
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  // Swagger UI needs its inline styles; everything else a JSON API answers needs nothing at all.
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: { defaultSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:'] },
    },
  });
  const origins = config.CORS_ORIGINS as string[];
  if (origins.length > 0) app.enableCors({ origin: origins, credentials: true, maxAge: 600 });
  return app;
}

export function serveDocument(app: INestApplication, info: AppInfo): void {
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app, info), { jsonDocumentUrl: 'api/docs.json' });
}
