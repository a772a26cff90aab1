import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import type { INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Logger as PinoLogger } from 'nestjs-pino';
import { ProblemFilter, sendProblem, toProblem } from '../errors/problem.filter.js';
import { logRequests } from '../logging/request-log.js';
import { showBuild } from '../metrics/build-info.js';
import { measureRequests } from '../metrics/http-metrics.js';
import { APP_INFO, type AppInfo } from './app-info.js';
import { KitModule } from './kit.module.js';
import { openApiDocument } from './openapi.js';
import { continueTrace, type RequestContext, runInContext } from './request-context.js';
import { validationPipe } from './validation.js';

export const API_PREFIX = 'api/v1';

/** 1 MB: the largest single record is far smaller; imports have a limit of their own. */
const BODY_LIMIT_BYTES = 1_048_576;

/** How long a client may take to send a request: slow ones must not hold connections for ever. */
const REQUEST_TIMEOUT_MS = 60_000;

const REQUEST_ID = /^[\w.:-]{1,128}$/;

export interface ApplicationOptions {
  info: Omit<AppInfo, 'startedAt' | 'version'>;
  module: Type<unknown>;
  config: Record<string, unknown>;
}

/** The caller's `x-request-id` where it is harmless to log, else a new one. */
function requestIdOf(request: { headers: Record<string, string | string[] | undefined> }): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

/** Every request runs in a context of its own, from its first hook to its last log line. */
function provideContext(fastify: FastifyInstance): void {
  const contexts = new WeakMap<FastifyRequest, RequestContext>();
  fastify.addHook('onRequest', (request, reply, done) => {
    const { traceparent } = request.headers;
    const context = {
      requestId: request.id,
      traceparent: continueTrace(typeof traceparent === 'string' ? traceparent : undefined),
    };
    void reply.header('x-request-id', request.id);
    contexts.set(request, context);
    runInContext(context, done);
  });
  // A body, and the end of an answer, arrive in events of the socket, outside the context of the first hook.
  const resume = (request: FastifyRequest, done: () => void) => {
    const context = contexts.get(request);
    if (context) runInContext(context, done);
    else done();
  };
  fastify.addHook('preValidation', (request, _reply, done) => resume(request, done));
  fastify.addHook('onResponse', (request, _reply, done) => resume(request, done));
}

/** Many clients name a content type on every call; a DELETE or restore that has no body is not broken JSON. */
function allowNoBody(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ headers }, _reply, done) => {
    const isEmpty = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
    if (isEmpty) delete headers['content-type'];
    done();
  });
}

/** A service's application, configured the one way that all five share, not yet listening. */
export async function createApplication(options: ApplicationOptions): Promise<NestFastifyApplication> {
  const { config } = options;
  const trusted = config.TRUSTED_PROXIES as string[];
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    genReqId: requestIdOf,
    trustProxy: trusted.length > 0 ? trusted : false,
    forceCloseConnections: 'idle',
    // A request on a connection that is still open is answered, not turned away, while the process drains.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, toProblem(error), request.id),
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  provideContext(fastify);
  allowNoBody(fastify);
  // JSON only: another site can make a browser send a form or plain text without asking us first (CORS).
  fastify.removeContentTypeParser('text/plain');
  const app = await NestFactory.create<NestFastifyApplication>(KitModule.forRoot(options), adapter, {
    bufferLogs: true,
    abortOnError: false,
    // Fastify's own reads JSON; Nest's would read forms too.
    bodyParser: false,
  });
  app.useLogger(app.get(PinoLogger));
  measureRequests(fastify, options.info.name);
  showBuild(app.get<AppInfo>(APP_INFO).version);
  logRequests(fastify);
  app.setGlobalPrefix(API_PREFIX, { exclude: ['metrics', '.well-known/{*path}'] });
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  // Swagger UI needs its inline styles; everything else a JSON API answers needs nothing at all.
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: config.NODE_ENV === 'production',
  });
  const origins = config.CORS_ORIGINS as string[];
  if (origins.length > 0) app.enableCors({ origin: origins, credentials: true, maxAge: 600 });
  return app;
}

export function serveDocument(app: INestApplication, info: AppInfo): void {
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app, info), { jsonDocumentUrl: 'api/docs.json' });
}
