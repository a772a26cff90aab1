import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { RoutingTable } from './routing-table.js';

const YEAR_SECONDS = 31_536_000;

/** The admin's files, compressed when it was built; every other path is one of its pages. */
export async function pages(app: FastifyInstance, { pageHeaders }: RoutingTable, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    preCompressed: true,
    cacheControl: false,
    // What the build notes for itself.
    dotfiles: 'ignore',
    setHeaders: (reply, path) => {
      for (const [name, value] of Object.entries(pageHeaders)) reply.header(name, value);
      // The names in assets/ change with the content.
      const forever = path.startsWith(join(folder, 'assets'));
      reply.header('cache-control', forever ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
    },
  });
}
