import type { ImportContext, ImportedRow, ImportTable, SourceRecord } from '@hybrid-fleet/contracts';
import type { Report } from './people.js';
import type { Source, SourceTable } from './source.js';

const HELD_TABLES = ['userroles', 'usersroles', 'userrole', 'roleuser', 'useruserroles'];
const HELD_FIELDS = {
  userId: ['userid', 'usersid'],
  roleId: ['roleid', 'rolesid'],
  roleName: ['role', 'rolename'],
};

/** The roles of a source and who has them. A role is known by its name here. */
export class Roles {
  /** Rows for our table, those of built-in roles too. */
  readonly rows: ImportedRow['row'][] = [];
  private readonly nameById = new Map<string, string>();
  private readonly names = new Set<string>();

  private constructor(
    private readonly source: Source,
    readonly table: SourceTable | undefined,
    readonly held: SourceTable | undefined,
    private readonly renamed: ReadonlyMap<string, string>,
  ) {}

  /** `renamed`: their name → ours, where a person says so. `builtIn`: names that need no row. */
  static async read(
    source: Source,
    roles: ImportTable,
    context: ImportContext,
    { renamed, builtIn, report }: { renamed: ReadonlyMap<string, string>; builtIn: readonly string[]; report: Report },
  ): Promise<Roles> {
    const table = source.findKeyed(roles.sourceTables, roles.fields);
    const read = new Roles(source, table, source.find(HELD_TABLES, HELD_FIELDS), renamed);
    for (const name of builtIn) read.names.add(name);
    for (const record of table ? await source.all(table) : []) read.take(record, roles, context, report);
    return read;
  }

  /** For one batch of users: a function that tells which roles, by name, each of them has. Unknown ones are not silent. */
  async ofUsers(users: readonly SourceRecord[]): Promise<(user: SourceRecord) => string[]> {
    const held = this.held
      ? await this.source.rowsWith(
          this.held,
          'userId',
          users.map(({ id }) => id),
        )
      : [];
    const byUser = new Map<string, string[]>();
    for (const { userId, roleId, roleName } of held) {
      const names = byUser.get(String(userId)) ?? [];
      byUser.set(String(userId), names);
      names.push(this.nameOf(roleId, roleName));
    }
    return (user) => {
      const own = user.roleId || user.role ? [this.nameOf(user.roleId, user.role)] : [];
      return [...new Set([...(byUser.get(String(user.id)) ?? []), ...own])];
    };
  }

  knows(name: string): boolean {
    return this.names.has(name);
  }

  /** Together with the roles of another store; of two with one name, this store's says what it permits. */
  with(others: Roles): Roles {
    const both = new Roles(this.source, this.table, this.held, this.renamed);
    for (const name of [...this.names, ...others.names]) both.names.add(name);
    both.rows.push(...this.rows, ...others.rows.filter(({ name }) => !this.names.has(String(name))));
    return both;
  }

  /** How many times a role is given to a user who is not there. */
  givenToNobody(users: SourceTable): Promise<number> {
    return this.held ? this.source.dangling(this.held, 'userId', users) : Promise.resolve(0);
  }

  private take(record: SourceRecord, roles: ImportTable, context: ImportContext, report: Report): void {
    const wanted = this.renamed.get(
      String(record.name ?? '')
        .trim()
        .toLowerCase(),
    );
    const { row, changes, refusals } = roles.toRow(wanted ? { ...record, name: wanted } : record, context);
    const id = Number(record.id);
    for (const finding of refusals) report.add('refused', 'roles', id, finding);
    if (wanted)
      report.add('mapped', 'roles', id, {
        field: 'name',
        problem: 'is another role here',
        was: String(record.name),
        is: wanted,
      });
    if (refusals.length > 0) return;
    for (const finding of changes) report.add('changed', 'roles', id, finding);
    const name = String(row.name);
    this.nameById.set(String(record.id), name);
    if (this.names.has(name)) return;
    this.names.add(name);
    this.rows.push(row);
  }

  // A name that is not known stays as it is, so that it can be reported.
  private nameOf(id: unknown, name: unknown): string {
    if (id !== null && id !== undefined) return this.nameById.get(String(id)) ?? `role ${String(id)}`;
    const plain = String(name).trim().toLowerCase();
    return this.renamed.get(plain) ?? plain.replace(/^role_/, '');
  }
}
