import type { IncomingMessage } from 'node:http';
import replyFrom from '@fastify/reply-from';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { noSuchAddress, unavailable } from './problems.js';
import { type RoutingTable, routesOf } from './routing-table.js';

const BODY_LIMIT_BYTES = 1_048_576;
const ANSWER_MS = 30_000;

/** By this header a service tells nginx, and us, not to hold back what it streams. */
const UNBUFFERED = 'x-accel-buffering';

/** Where each service is, for example http://127.0.0.1:3001. */
export type Addresses = Record<string, string>;

/** Everything below /api: to its service, or a problem. */
export async function proxy(app: FastifyInstance, table: RoutingTable, addresses: Addresses): Promise<void> {
  const routes = routesOf(table);
  await app.register(replyFrom, {
    // No connection is kept: one that the service is just closing would lose a POST, which is never sent twice.
    http: { agentOptions: { keepAlive: false }, requestOptions: { timeout: ANSWER_MS } },
    disableRequestLogging: true,
  });
  // Bodies pass as they came.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) =>
    done(null, body),
  );
  app.all('/api/*', (request, reply) => {
    const path = request.url.replace(/\?.*$/s, '');
    const route = routes.find(({ pattern }) => pattern.test(path));
    if (!route || isClimbing(path)) return noSuchAddress(reply);
    return forward(request, reply, route.service, `${addresses[route.service]}${route.rewrite(path)}`);
  });
}

function forward(request: FastifyRequest, reply: FastifyReply, service: string, address: string): FastifyReply {
  const body = request.body as Buffer | undefined;
  return reply.from(address, {
    ...(body && { body, contentType: request.headers['content-type'] ?? 'application/octet-stream' }),
    rewriteRequestHeaders: (_original, headers) => ({
      ...headers,
      host: request.headers.host,
      // Set, not added to: what a caller claims of its own address is not passed on.
      'x-forwarded-for': request.socket.remoteAddress,
      'x-forwarded-proto': request.protocol,
    }),
    // A 503 is the service's own word, to be passed on.
    retryDelay: () => null,
    rewriteHeaders: ({ [UNBUFFERED]: _toUs, ...headers }) => headers,
    onResponse: (_request, _reply, answer) => {
      const stream = (answer as unknown as { stream: IncomingMessage }).stream;
      // An export takes as long as the client takes to read it; nginx waits for the client, too.
      if (stream.headers[UNBUFFERED] === 'no') stream.setTimeout(0);
      return reply.send(stream);
    },
    onError: () => void unavailable(reply, service),
  });
}

/** `..`, also in disguise: the path that was matched has to be the one that the service sees. */
function isClimbing(path: string): boolean {
  return /(^|[/\\]|%2f|%5c)(\.|%2e){1,2}([/\\]|%2f|%5c|$)/i.test(path);
}
