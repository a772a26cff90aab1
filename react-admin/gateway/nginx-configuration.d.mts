export interface RoutingTable {
  /** Port of each service. */
  services: Record<string, number>;
  /** Which service answers below a path. */
  routes: Record<string, string>;
  /** What every service has under /api/v1, reached as /api/services/<service>/<name>. */
  ownRoutes: string[];
}

export declare function nginxConfiguration(table: RoutingTable): string;
