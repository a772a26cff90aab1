import { createHash } from 'node:crypto';
import type { SourceRecord } from '@hybrid-fleet/contracts';
import type { ImportTables } from './import-tables.js';
import {
  CarrierJudge,
  CustomerJudge,
  type Judged,
  type JudgeOptions,
  Known,
  type Row,
  RuleJudge,
  type Seed,
  UserJudge,
} from './judges.js';
import type { People } from './people.js';
import type { Roles } from './roles.js';
import type { Source, SourceTable } from './source.js';
import { Tallies } from './tally.js';
import type { TargetName } from './target.js';

/** What there is to take over. */
export interface Content {
  tables: ImportTables;
  roles: Roles;
  people: People;
  /** Where the business tables are; absent when they are in their databases already. */
  business?: Source;
  /** The monolith's users, for customers who leave their email and name to them. */
  users?: SourceTable;
}

/** One reading of one table of the source, each row judged. */
export interface Step {
  step: string;
  label: string;
  target: TargetName;
  table: string;
  total: number;
  batches(): AsyncGenerator<Judged[]>;
}

export interface Reading {
  steps: Step[];
  users: UserJudge;
  known: Known;
  /** Those that are not built in. */
  roles: readonly Row[];
}

const BUSINESS = [
  ['customers', 'CUSTOMER_DB', CustomerJudge],
  ['carriers', 'CARRIER_DB', CarrierJudge],
  ['pricing_rules', 'PRICING_DB', RuleJudge],
] as const;

/** The steps, to be gone through in their order and from their beginning: later tables refer to earlier ones. */
export async function reading(content: Content, options: JudgeOptions, seed: Seed | undefined): Promise<Reading> {
  const known = new Known();
  const { tables, roles, people, business } = content;
  const users = new UserJudge(tables.users, options, known, roles, seed);
  const steps: Step[] = people.passes.map(({ step, label, total, batches }) => ({
    step,
    label,
    target: 'SHARED_DB',
    table: 'users',
    total,
    async *batches() {
      for await (const batch of batches()) yield batch.map((person) => users.judge(person));
    },
  }));
  for (const [name, target, Judge] of business ? BUSINESS : []) {
    const source = business as Source;
    const table = source.findKeyed(tables[name].sourceTables, tables[name].fields);
    if (!table) continue;
    const judge = new Judge(tables[name], options, known);
    steps.push({
      step: name,
      label: name.replace('_', ' '),
      target,
      table: name,
      total: await source.count(table),
      async *batches() {
        for await (const batch of source.batches(table)) {
          if (name === 'customers') await complete(batch, source, content.users, options);
          yield batch.map((record) => judge.judge(record));
        }
      },
    });
  }
  return { steps, users, known, roles: roles.rows };
}

const PERSONAL = ['email', 'firstName', 'lastName', 'fullName', 'phone'];

/** Some systems keep what a customer shares with their user in the user's row alone. */
async function complete(
  customers: SourceRecord[],
  source: Source,
  users: SourceTable | undefined,
  { report }: JudgeOptions,
) {
  const bare = customers.filter(({ email, userId }) => !email && userId);
  if (!users || bare.length === 0) return;
  const found = await source.rowsWith(
    users,
    'id',
    bare.map(({ userId }) => userId),
  );
  const byId = new Map(found.map((user) => [String(user.id), user]));
  for (const customer of bare) {
    const user = byId.get(String(customer.userId));
    if (!user) continue;
    for (const field of PERSONAL) customer[field] ||= user[field];
    report.add('changed', 'customers', Number(customer.id), { field: 'email', problem: 'is missing: its user has it' });
  }
}

/** What the fleet will hold, if all goes well. */
export interface Plan {
  tallies: Tallies;
  /** Rows read and taken over, by step. */
  counts: { label: string; read: number; taken: number }[];
  seed: UserJudge['seed'];
  admins: number;
  known: Known;
}

/** Adds one row that is written, in every table that it is written to. */
export function tally(tallies: Tallies, table: string, { row, roles = [] }: Judged): void {
  if (!row) return;
  tallies.addRow(table, row);
  for (const role of roles) tallies.of('user_roles').add([row.id, role]);
}

/** Goes through the whole source without writing anything. */
export async function makePlan(
  { steps, users, known, roles }: Reading,
  progress: (label: string, done: number, total: number) => void,
): Promise<Plan> {
  const tallies = new Tallies();
  tallies.of('roles');
  for (const { name, description, permissions } of roles) tallies.of('roles').add([name, description, permissions]);
  tallies.of('users');
  tallies.of('user_roles');
  const counts: Plan['counts'] = [];
  for (const { label, table, total, batches } of steps) {
    tallies.of(table);
    const count = { label, read: 0, taken: 0 };
    for await (const batch of batches()) {
      for (const judged of batch) {
        tally(tallies, table, judged);
        if (judged.row) count.taken++;
      }
      count.read += batch.length;
      progress(label, count.read, total);
    }
    counts.push(count);
  }
  return { tallies, counts, seed: users.seed, admins: users.admins, known };
}

/** What must be the same when a run that was interrupted goes on: the source and how it is read. */
export function fingerprint(plan: Plan, settings: object): string {
  const tables = plan.tallies.tables.map(([table, { rows, checksum }]) => [table, rows, checksum]);
  return createHash('sha256')
    .update(JSON.stringify([settings, tables]))
    .digest('hex');
}
