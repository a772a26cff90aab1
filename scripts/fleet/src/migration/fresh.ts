import type { Seed } from './judges.js';
import type { Target, TargetName } from './target.js';

export type Targets = Record<TargetName, Target>;

/** What was in the fleet before anything was taken over. */
export interface Before {
  /** The first admin, whom set-up or create-admin made. */
  seed?: Seed;
  /** The highest version in each table: what consumers may have seen of ids that will mean something else. */
  versions: Record<string, number>;
}

const VERSIONED: [TargetName, string][] = [
  ['SHARED_DB', 'users'],
  ['CUSTOMER_DB', 'customers'],
  ['CARRIER_DB', 'carriers'],
  ['PRICING_DB', 'pricing_rules'],
];

export async function lookBefore(targets: Targets): Promise<Before> {
  const users = await targets.SHARED_DB.query<{ id: number; email: string; version: number }>(
    'SELECT id, email, version FROM users ORDER BY id LIMIT 2',
  );
  const [first] = users;
  const versions: Record<string, number> = {};
  for (const [target, table] of VERSIONED) {
    const [row] = await targets[target].query<{ version: number }>(
      `SELECT COALESCE(MAX(version), 0) AS version FROM ${table}`,
    );
    versions[table] = Number(row?.version);
  }
  const seed =
    users.length === 1 && first ? { ...first, id: Number(first.id), version: Number(first.version) } : undefined;
  return { seed, versions };
}

/** What is in the fleet that a fleet just set up does not have; nothing is ever mixed with it. `business`: whether those tables are loaded, too. */
export async function inTheWay(targets: Targets, { seed }: Before, business: boolean): Promise<string[]> {
  const found: [string, number][] = [
    ['users', (await targets.SHARED_DB.count('users')) - (seed ? 1 : 0)],
    ['roles of its own', await targets.SHARED_DB.count('roles WHERE is_system = 0')],
  ];
  if (business) {
    found.push(
      ['customers', await targets.CUSTOMER_DB.count('customers WHERE NOT (user_id <=> ?)', [seed?.id ?? 0])],
      ['carriers', await targets.CARRIER_DB.count('carriers')],
      ['pricing rules', await targets.PRICING_DB.count('pricing_rules')],
      ['price calculations', await targets.PRICING_DB.count('pricing_calculations')],
    );
  }
  return found.filter(([, count]) => count > 0).map(([what, count]) => `${count} ${what}`);
}
