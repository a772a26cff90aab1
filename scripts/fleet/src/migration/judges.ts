import type { ImportContext, ImportedRow, ImportTable, SourceRecord } from '@hybrid-fleet/contracts';
import type { Person, Report } from './people.js';
import type { Roles } from './roles.js';

export type Row = ImportedRow['row'];

/** A source row that was looked at: with our row, unless it is refused. */
export interface Judged {
  key: number;
  row?: Row;
  /** Names of the roles that this user has. */
  roles?: string[];
}

/** What the tables know of each other. Its content grows as the rows come by, in the order of the tables. */
export class Known {
  /** By what id customers and carriers mean a user → the user's id here. */
  readonly users = new Map<number, number>();
  readonly emails = new Map<string, number>();
  readonly customers = new Set<number>();
  readonly carriers = new Set<number>();
}

export interface Seed {
  id: number;
  email: string;
  version: number;
}

export interface JudgeOptions {
  context: ImportContext;
  report: Report;
  /** Is added to each row's version, by table: what consumers saw under the same id before must be older. */
  versions: Readonly<Record<string, number>>;
}

abstract class Judge {
  constructor(
    protected readonly table: ImportTable,
    protected readonly options: JudgeOptions,
    protected readonly known: Known,
  ) {}

  /** By the rules that a row keeps on its own. */
  protected convert(record: SourceRecord): ImportedRow {
    const converted = this.table.toRow(record, this.options.context);
    if (typeof converted.row.version === 'number')
      converted.row.version += this.options.versions[this.table.table] ?? 0;
    return converted;
  }

  /** Reports what happened to the row, and answers it unless it is refused. */
  protected decide(key: number, { row, changes, refusals }: ImportedRow): Row | undefined {
    const { table } = this.table;
    for (const finding of refusals) this.options.report.add('refused', table, key, finding);
    if (refusals.length > 0) return undefined;
    for (const finding of changes) this.options.report.add('changed', table, key, finding);
    return row;
  }
}

export class UserJudge extends Judge {
  /** What of the fleet's first admin the source has, too. */
  readonly seed = { idTaken: false, emailTaken: false };
  /** Active admins who can sign in with the password that they have. */
  admins = 0;

  constructor(
    table: ImportTable,
    options: JudgeOptions,
    known: Known,
    private readonly roles: Roles,
    private readonly first: Seed | undefined,
  ) {
    super(table, options, known);
  }

  judge(person: Person): Judged {
    const { key } = person;
    const converted = this.convert(person.record);
    const { row, refusals } = converted;
    if (person.also) this.alsoSaid(row, person.also);
    row.id = refusals.some(({ field }) => field === 'id') ? null : person.id;
    const email = String(row.email);
    const namesake = row.deleted_at ? undefined : this.known.emails.get(email);
    if (namesake !== undefined)
      refusals.push({ field: 'email', problem: 'is that of another user', was: `${email}: user ${namesake}` });
    const decided = this.decide(key, converted);
    if (!decided) return { key };
    if (!row.deleted_at) this.known.emails.set(email, person.id);
    if (person.referredTo !== undefined) this.known.users.set(person.referredTo, person.id);
    const roles = this.heldRoles(person);
    this.compare(decided, roles);
    return { key, row: decided, roles };
  }

  private alsoSaid(row: Row, record: SourceRecord): void {
    const other = this.table.toRow(record, this.options.context).row;
    if (!other.is_active) row.is_active = 0;
    row.deleted_at ??= other.deleted_at ?? null;
  }

  private heldRoles({ key, roles }: Person): string[] {
    const unknown = roles.filter((name) => !this.roles.knows(name));
    for (const was of unknown)
      this.options.report.add('changed', this.table.table, key, {
        field: 'roles',
        problem: 'has no counterpart: taken away',
        was,
      });
    return roles.filter((name) => this.roles.knows(name)).sort();
  }

  private compare(row: Row, roles: string[]): void {
    if (row.id === this.first?.id) this.seed.idTaken = true;
    if (row.deleted_at) return;
    if (row.email === this.first?.email) this.seed.emailTaken = true;
    if (roles.includes('admin') && row.is_active && row.password_hash) this.admins++;
  }
}

export class CustomerJudge extends Judge {
  private readonly emails = new Map<string, unknown>();
  private readonly linked = new Set<number>();

  judge(record: SourceRecord): Judged {
    const key = Number(record.id);
    const converted = this.convert(record);
    const { row, changes, refusals } = converted;
    const email = String(row.email);
    const namesake = row.deleted_at ? undefined : this.emails.get(email);
    if (namesake !== undefined)
      refusals.push({ field: 'email', problem: 'is that of another customer', was: `${email}: customer ${namesake}` });
    if (refusals.length === 0) row.user_id = this.userOf(row, changes);
    const decided = this.decide(key, converted);
    if (!decided) return { key };
    if (!row.deleted_at) this.emails.set(email, row.id);
    this.known.customers.add(Number(row.id));
    return { key, row: decided };
  }

  private userOf({ user_id }: Row, changes: ImportedRow['changes']): number | null {
    if (user_id === null) return null;
    const user = this.known.users.get(Number(user_id));
    const problem = linkProblem(user, this.linked);
    if (problem) changes.push({ field: 'user_id', problem, was: String(user_id) });
    if (problem || user === undefined) return null;
    this.linked.add(user);
    return user;
  }
}

/** Why a customer cannot belong to this user; a user has one customer here. */
export function linkProblem(user: number | undefined, linked: ReadonlySet<number>): string | undefined {
  if (user === undefined) return 'means no user that is taken over: not linked';
  return linked.has(user) ? 'means a user who has another customer: not linked' : undefined;
}

export class CarrierJudge extends Judge {
  private readonly taken = { name: new Map<string, number>(), code: new Map<string, number>() };

  judge(record: SourceRecord): Judged {
    const key = Number(record.id);
    const converted = this.convert(record);
    const { row, changes, refusals } = converted;
    for (const field of ['name', 'code'] as const) {
      const namesake = row.deleted_at ? undefined : this.taken[field].get(collated(row[field]));
      if (namesake !== undefined)
        refusals.push({ field, problem: 'is that of another carrier', was: `${row[field]}: carrier ${namesake}` });
    }
    const owner = row.owner_id === null ? null : this.known.users.get(Number(row.owner_id));
    if (owner === undefined)
      changes.push({
        field: 'owner_id',
        problem: 'means no user that is taken over: no owner',
        was: String(row.owner_id),
      });
    row.owner_id = owner ?? null;
    const decided = this.decide(key, converted);
    if (!decided) return { key };
    for (const field of ['name', 'code'] as const)
      if (!row.deleted_at) this.taken[field].set(collated(row[field]), key);
    this.known.carriers.add(Number(row.id));
    return { key, row: decided };
  }
}

/** What the database takes for the same: letters of another case or with another accent. */
function collated(value: unknown): string {
  return String(value).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trimEnd();
}

export class RuleJudge extends Judge {
  judge(record: SourceRecord): Judged {
    const key = Number(record.id);
    const converted = this.convert(record);
    const { row, changes } = converted;
    const { carrierId, customerId } = (row.conditions ?? {}) as { carrierId?: number; customerId?: number };
    const gone = (id: number | undefined, known: ReadonlySet<number>) => id !== undefined && !known.has(id);
    if (gone(carrierId, this.known.carriers))
      changes.push({
        field: 'conditions.carrierId',
        problem: 'means no carrier that is taken over: never matches',
        was: `${carrierId}`,
      });
    if (gone(customerId, this.known.customers))
      changes.push({
        field: 'conditions.customerId',
        problem: 'means no customer that is taken over: never matches',
        was: `${customerId}`,
      });
    return { key, row: this.decide(key, converted) };
  }
}
