import { BUILT_IN_ROLES, type ImportContext } from '@hybrid-fleet/contracts';
import { type ImportTables } from './import-tables.js';
import type { Options } from './options.js';
import { peopleOfMonolith, type Report, type UserStore, userTable } from './people.js';
import type { Content } from './plan.js';
import { Roles } from './roles.js';
import { peopleOfStores, type StoreName } from './separate.js';
import type { Source, SourceTable } from './source.js';

export interface OpenContent extends Content {
  /** Every table of which something is taken over, with its source. */
  used: { source: Source; table: SourceTable }[];
  /** Where users come from two stores. */
  stores?: Record<StoreName, UserStore>;
}

/** Finds in the sources what there is to take over. */
export async function contentOf(
  options: Options,
  sources: Source[],
  tables: ImportTables,
  context: ImportContext,
  report: Report,
): Promise<OpenContent> {
  const stores: UserStore[] = [];
  for (const source of sources) {
    const builtIn = BUILT_IN_ROLES.map(({ name }) => name as string);
    const roles = await Roles.read(source, tables.roles, context, { renamed: options.roles, builtIn, report });
    stores.push({ source, table: userTable(source, tables.users), roles });
  }
  const [first, second] = stores as [UserStore, UserStore | undefined];
  const used = stores.flatMap(({ source, table, roles }) =>
    [table, roles.table, roles.held].flatMap((found) => (found ? { source, table: found } : [])),
  );
  if (second) {
    const { keep, references } = options;
    const both = { auth: first, user: second };
    const people = await peopleOfStores({ ...both, keep, references }, report);
    return { tables, roles: first.roles.with(second.roles), people, used, stores: both };
  }
  for (const table of [tables.customers, tables.carriers, tables.pricing_rules]) {
    const found = first.source.findKeyed(table.sourceTables, table.fields);
    if (found) used.push({ source: first.source, table: found });
  }
  const people = await peopleOfMonolith(first);
  return { tables, roles: first.roles, people, business: first.source, users: first.table, used };
}

const isPrices = (table: SourceTable) => table.columns.has('baseRate') || table.columns.has('pricing');

/** What stays in the sources because nothing here stands for it: columns with values in them, and whole tables. */
export async function leftBehind({ used }: OpenContent, sources: Source[]): Promise<string[]> {
  const lines: string[] = [];
  for (const { source, table } of used) {
    for (const { column, rows } of await source.leftBehind(table))
      lines.push(
        `${source.address.database}: column ${table.name}.${column} (${rows} rows have a value)${isPrices(table) ? ': is it part of the price?' : ''}`,
      );
  }
  for (const source of sources) {
    const known = new Set(used.filter((entry) => entry.source === source).map(({ table }) => table.name));
    const rest = source.tableNames.filter((name) => !known.has(name));
    if (rest.length > 0) lines.push(`${source.address.database}: tables ${rest.join(', ')}`);
  }
  return lines;
}
