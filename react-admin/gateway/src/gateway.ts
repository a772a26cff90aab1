import Fastify, { type FastifyInstance } from 'fastify';
import { pages } from './pages.js';
import { noSuchAddress, sendProblem } from './problems.js';
import { type Addresses, proxy } from './proxy.js';
import type { RoutingTable } from './routing-table.js';

/** The admin's origin and the way to every service, by the rules of nginx-configuration.mjs. Not yet listening. */
export async function createGateway(
  table: RoutingTable,
  addresses: Addresses,
  folder: string,
  log: (line: string) => void,
): Promise<FastifyInstance> {
  const app = Fastify({ forceCloseConnections: 'idle', return503OnClosing: false });
  app.addHook('onResponse', async (request, reply) => {
    // No query: it may hold what a person searched for.
    const path = request.url.replace(/\?.*$/s, '');
    log(`${request.ip} ${request.method} ${path} ${reply.statusCode} ${(reply.elapsedTime / 1000).toFixed(3)}`);
  });
  app.setErrorHandler((error: { statusCode?: number; message: string }, request, reply) => {
    if (error.statusCode === 413)
      return sendProblem(reply.header('connection', 'close'), 413, 'The body is larger than 1 MB', 'body_too_large');
    if (error.statusCode && error.statusCode < 500)
      return sendProblem(reply, error.statusCode, error.message, 'bad_request');
    log(`${request.method} ${request.url.replace(/\?.*$/s, '')}: ${error.message}`);
    return sendProblem(reply, 500, 'The gateway failed', 'internal_error');
  });
  await proxy(app, table, addresses);
  await pages(app, table, folder);
  app.setNotFoundHandler((request, reply) => {
    const isPage = ['GET', 'HEAD'].includes(request.method) && !request.url.startsWith('/assets/');
    return isPage ? reply.sendFile('index.html') : noSuchAddress(reply);
  });
  return app;
}
