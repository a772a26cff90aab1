import type { RoutingTable } from './src/routing-table.js';

export declare function nginxConfiguration(table: RoutingTable): string;
