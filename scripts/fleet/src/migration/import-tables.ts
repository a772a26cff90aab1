import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ImportTable } from '@hybrid-fleet/contracts';
import { ROOT } from '../fleet.js';

/** Which service owns the tables; user-service shares auth-service's. */
const OWNERS = ['auth-service', 'customer-service', 'carrier-service', 'pricing-service'];

export type ImportTables = Record<'users' | 'roles' | 'customers' | 'carriers' | 'pricing_rules', ImportTable>;

/** How each service takes over rows: loaded as compiled, because scripts depend on no service. */
export async function importTables(): Promise<ImportTables> {
  const modules = await Promise.all(
    OWNERS.map((service) => import(pathToFileURL(join(ROOT, service, 'dist', 'import.js')).href)),
  );
  const tables = modules.flatMap(({ imports }: { imports: ImportTable[] }) => imports);
  return Object.fromEntries(tables.map((table) => [table.table, table])) as ImportTables;
}
