import type { DynamicModule } from '@nestjs/common';
import type { Params } from 'nestjs-pino';
import { LoggerModule } from 'nestjs-pino';
import { CONFIG } from '../config/environment.js';
import { APP_INFO, type AppInfo } from '../http/app-info.js';
import { currentContext, traceIdOf } from '../http/request-context.js';

/** Never in a log line, wherever an object that holds one is logged. */
const SECRET_FIELDS = [
  'password',
  'currentPassword',
  'newPassword',
  'token',
  'accessToken',
  'refreshToken',
  'client_secret',
  'secret',
];

const REDACTED = [
  'req.headers.authorization',
  'req.headers.cookie',
  'req.headers["idempotency-key"]',
  'res.headers["set-cookie"]',
  ...SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]),
  // What drivers attach to their errors: the statement with its values.
  'err.parameters',
  'err.query',
  'err.sql',
  'err.driverError',
];

/** JSON lines on stdout, each with the request's id, its trace id and who asked. */
export function loggingModule(): DynamicModule {
  return LoggerModule.forRootAsync({
    imports: [],
    providers: [],
    inject: [CONFIG, APP_INFO],
    useFactory: (config: { LOG_LEVEL: string }, info: AppInfo): Params => ({
      // Ids come from the context, not from a logger bound to each request.
      forRoutes: [],
      pinoHttp: {
        level: config.LOG_LEVEL,
        base: { service: info.name },
        timestamp: () => `,"time":"${new Date().toISOString()}"`,
        messageKey: 'message',
        redact: { paths: REDACTED, censor: '[redacted]' },
        mixin: () => {
          const context = currentContext();
          if (!context) return {};
          const { requestId, traceparent, principal } = context;
          return {
            requestId,
            traceId: traceIdOf(traceparent),
            ...(principal ? { caller: `${principal.kind}:${principal.id ?? principal.service}` } : {}),
          };
        },
        autoLogging: false,
      },
    }),
  });
}
