import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ImportFinding } from '@hybrid-fleet/contracts';

/** changed: taken over otherwise than it was; refused: not taken over; mapped: has another id here. */
export type Kind = 'changed' | 'refused' | 'mapped';

interface Group {
  kind: Kind;
  table: string;
  what: string;
  count: number;
  ids: (string | number)[];
}

const EXAMPLES = 5;
const FLUSH_AT = 1 << 16;

/** What happens to rows on the way: each in a file as soon as it is known, and counted by kind for the summary. */
export class Findings {
  private readonly byKey = new Map<string, Group>();
  private readonly file: number;
  private pending = 'table,id,kind,field,problem,was,is\n';

  /**
   * The file is new and its owner's alone: it holds personal data. It has another name until it is whole, so that the same
   * command can be run again when it was killed.
   */
  constructor(readonly path: string) {
    if (existsSync(path)) throw new Error(`${path} is there already: a report is written to a new file`);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.file = openSync(this.unfinished, 'w', 0o600);
  }

  add(kind: Kind, table: string, id: string | number, { field, problem, was, is }: ImportFinding): void {
    const what = `${field} ${problem}`;
    const key = `${kind} ${table} ${what}`;
    const group = this.byKey.get(key) ?? { kind, table, what, count: 0, ids: [] };
    this.byKey.set(key, group);
    group.count++;
    if (group.ids.length < EXAMPLES) group.ids.push(id);
    this.pending += `${[table, id, kind, field, problem, was, is].map(cell).join(',')}\n`;
    if (this.pending.length > FLUSH_AT) this.flush();
  }

  /** One line each, the most frequent first. */
  lines(kind: Kind): string[] {
    return [...this.byKey.values()]
      .filter((group) => group.kind === kind)
      .sort((a, b) => b.count - a.count)
      .map(
        ({ table, what, count, ids }) =>
          `${count} ${table}: ${what} (id ${ids.join(', ')}${count > ids.length ? ', …' : ''})`,
      );
  }

  count(kind: Kind, table: string, field: string): number {
    return [...this.byKey.values()]
      .filter((group) => group.kind === kind && group.table === table && group.what.startsWith(`${field} `))
      .reduce((total, { count }) => total + count, 0);
  }

  close(): void {
    this.flush();
    fsyncSync(this.file);
    closeSync(this.file);
    renameSync(this.unfinished, this.path);
  }

  private get unfinished(): string {
    return `${this.path}.unfinished`;
  }

  private flush(): void {
    writeSync(this.file, this.pending);
    this.pending = '';
  }
}

/** A cell of a CSV file; a spreadsheet must not take what a stranger typed for a formula. */
function cell(value: unknown): string {
  const text = value === undefined ? '' : String(value);
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
