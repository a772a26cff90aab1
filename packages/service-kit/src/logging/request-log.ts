import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/** Asked every few seconds by supervisors, scrapers and the other services; a line each would bury the rest. */
const UNLOGGED = /\/(health(\/\w+)?|metrics|auth\/revocations)$/;

/** One line a request, when it has been answered. The path only: a query can hold names and addresses of people. */
export function logRequests(fastify: FastifyInstance): void {
  const logger = new Logger('Request');
  fastify.addHook('onResponse', (request, reply, done) => {
    const path = request.url.split('?', 1)[0] ?? '';
    if (!UNLOGGED.test(path)) {
      const { method, ip } = request;
      const { statusCode: status } = reply;
      const line = { method, path, status, ip, durationMs: Math.round(reply.elapsedTime) };
      const text = `${method} ${path} ${status}`;
      if (status >= 500) logger.error(line, text);
      else if (status >= 400) logger.warn(line, text);
      else logger.log(line, text);
    }
    done();
  });
}
