import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface RoutingTable {
  /** Port of each service. */
  services: Record<string, number>;
  /** Which service answers below a path. */
  routes: Record<string, string>;
  /** What every service has under /api/v1, reached as /api/services/<service>/<name>. */
  ownRoutes: string[];
  /** Headers of the admin's own files. */
  pageHeaders: Record<string, string>;
}

/** The table that nginx-configuration.mjs reads too. */
export function readRoutingTable(folder: string): RoutingTable {
  return JSON.parse(readFileSync(join(folder, 'routes.json'), 'utf8')) as RoutingTable;
}

export interface Route {
  /** Matches the path of a request. */
  pattern: RegExp;
  service: string;
  /** The path that the service is asked for. */
  rewrite(path: string): string;
}

/** The same expressions as nginx has, in the same order: the first that matches is it. */
export function routesOf({ services, routes, ownRoutes }: RoutingTable): Route[] {
  const shared = Object.entries(routes).map(([prefix, service]) => ({
    pattern: new RegExp(`^${prefix}(/|$)`),
    service,
    rewrite: (path: string) => path,
  }));
  const own = Object.keys(services).map((service) => ({
    pattern: new RegExp(`^/api/services/${service}/(${ownRoutes.join('|')})(/|$)`),
    service,
    rewrite: (path: string) => path.replace(/^\/api\/services\/[^/]+\/(.*)$/, '/api/v1/$1'),
  }));
  return [...shared, ...own];
}
