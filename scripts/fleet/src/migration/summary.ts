import { table } from '../progress.js';
import type { Findings, Kind } from './findings.js';
import type { Plan } from './plan.js';
import type { SeedFate } from './seed.js';
import { type Comparison, isEqual } from './verify.js';

const MOST_LINES = 40;

const HEADINGS: Record<Kind, string> = {
  refused: 'Cannot be taken over:',
  changed: 'Is taken over with a change:',
  mapped: 'Has another id or name here:',
};

/** What a person needs to decide: what there is, what happens to it, what cannot be taken over, what stays behind. */
export function describePlan(plan: Plan, findings: Findings, leftBehind: string[], seed: string): string {
  const numbers = plan.counts.map(({ label, read, taken }) => [label, `${read}`, `${taken}`, `${read - taken}`]);
  const without = findings.count('changed', 'users', 'password');
  const parts = [
    table([['', 'rows', 'taken over', 'refused'], ...numbers]),
    ...(['refused', 'changed', 'mapped'] as const).map((kind) => section(HEADINGS[kind], findings.lines(kind))),
    section('Stays behind, because nothing here stands for it:', leftBehind),
    `${without} users have no password that can be checked here: each chooses one with an invitation (POST /api/v1/users/:id/invitation).`,
    plan.admins > 0
      ? `${plan.admins} active admins can sign in with their old password.`
      : 'No active admin of the source can sign in: afterwards scripts/ops/create-admin.sh makes one.',
    seed,
    `Every finding, row by row: ${findings.path} (personal data: yours alone to read)`,
  ];
  return parts.filter(Boolean).join('\n\n');
}

export function describeSeed(email: string, fate: SeedFate): string {
  if (fate.fate === 'kept') return `The fleet's first admin ${email} stays, with id ${fate.id}.`;
  if (fate.fate === 'moved')
    return `The fleet's first admin ${email} gets id ${fate.newId}: somebody of the source has ${fate.id}.`;
  return `The fleet's first admin ${email} goes: somebody of the source has this email, and keeps their id, password and roles.`;
}

export function describeComparison(comparisons: Comparison[]): string {
  const rows = comparisons.map((comparison) => [
    comparison.table,
    `${comparison.expected.rows}`,
    `${comparison.found.rows}`,
    comparison.expected.checksum,
    comparison.found.checksum,
    isEqual(comparison) ? 'equal' : 'DIFFERS',
  ]);
  return table([['table', 'rows expected', 'found', 'checksum expected', 'found', ''], ...rows]);
}

function section(heading: string, lines: string[]): string {
  if (lines.length === 0) return '';
  const shown = lines.slice(0, MOST_LINES).map((line) => `  ${line}`);
  const more = lines.length > MOST_LINES ? [`  and ${lines.length - MOST_LINES} more kinds, see the report`] : [];
  return [heading, ...shown, ...more].join('\n');
}
