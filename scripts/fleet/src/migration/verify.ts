import type { Targets } from './fresh.js';
import type { ImportTables } from './import-tables.js';
import type { Plan } from './plan.js';
import { Tally } from './tally.js';
import type { Target, TargetName } from './target.js';

/** One table as it should be and as it is. */
export interface Comparison {
  table: string;
  expected: { rows: number; checksum: string };
  found: { rows: number; checksum: string };
}

const HOME: Record<string, TargetName> = {
  users: 'SHARED_DB',
  customers: 'CUSTOMER_DB',
  carriers: 'CARRIER_DB',
  pricing_rules: 'PRICING_DB',
};

/** Reads everything back and compares it with what the source gives. `seedId`: a user who is not the source's. */
export async function compare(
  plan: Plan,
  tables: ImportTables,
  targets: Targets,
  seedId: number | undefined,
): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const [table, expected] of plan.tallies.tables) {
    const found = await tallyFound(table, tables, targets, plan, seedId);
    comparisons.push({ table, expected, found });
  }
  return comparisons;
}

export function isEqual({ expected, found }: Comparison): boolean {
  return expected.rows === found.rows && expected.checksum === found.checksum;
}

function tallyFound(table: string, tables: ImportTables, targets: Targets, plan: Plan, seedId: number | undefined) {
  if (table === 'roles') return tallyRoles(targets.SHARED_DB);
  if (table === 'user_roles') return tallyHeldRoles(targets.SHARED_DB, seedId);
  return tallyTable(table, tables, targets, plan, seedId);
}

async function tallyTable(
  table: string,
  tables: ImportTables,
  targets: Targets,
  plan: Plan,
  seedId: number | undefined,
): Promise<Tally> {
  const tally = new Tally();
  const target = targets[HOME[table] as TargetName];
  const columns = plan.tallies.columnsOf(table);
  const json = new Set(tables[table as keyof ImportTables].jsonColumns);
  for await (const rows of target.batches(table, columns.length > 0 ? columns : ['id'])) {
    for (const row of rows) {
      if (table === 'users' && Number(row.id) === seedId) continue;
      tally.add(
        columns.map((column) =>
          json.has(column) && row[column] !== null ? JSON.parse(String(row[column])) : row[column],
        ),
      );
    }
  }
  return tally;
}

async function tallyHeldRoles(shared: Target, seedId: number | undefined): Promise<Tally> {
  const tally = new Tally();
  for await (const users of shared.batches('users', ['id'])) {
    const held = await shared.query<{ user: number; role: string }>(
      'SELECT ur.user_id AS user, r.name AS role FROM user_roles ur JOIN roles r ON r.id = ur.role_id WHERE ur.user_id IN (?)',
      [users.map(({ id }) => id)],
    );
    for (const { user, role } of held) if (Number(user) !== seedId) tally.add([user, role]);
  }
  return tally;
}

/** Those that are not built in: a fleet just set up has none. */
async function tallyRoles(shared: Target): Promise<Tally> {
  const tally = new Tally();
  const roles = await shared.query<{ name: string; description: string; permissions: string }>(
    'SELECT name, description, permissions FROM roles WHERE is_system = 0',
  );
  for (const { name, description, permissions } of roles) tally.add([name, description, JSON.parse(permissions)]);
  return tally;
}
