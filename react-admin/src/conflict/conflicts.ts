import { same } from '../api/same';

type Fields = Record<string, unknown>;

export interface Conflict {
  resource: string;
  /** What the edit began with, what it changes, and the record as somebody else left it meanwhile. */
  before: Fields;
  mine: Fields;
  current: Fields;
}

export interface OpenConflict extends Conflict {
  /** The fields of `mine` to write over `current`; none: theirs stays. */
  keep(fields: Fields): void;
  cancel(): void;
}

/** The person went back to the form: nothing is saved, and nothing is wrong. */
export class EditUnsaved extends Error {}

/** Conflicts that wait for a person, one at a time; the dialog shows the first. */
class Conflicts {
  private open: OpenConflict[] = [];
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly first = (): OpenConflict | undefined => this.open[0];

  /** Resolves with the fields that the person keeps. Rejects with `EditUnsaved` when they go back to the form. */
  ask(conflict: Conflict): Promise<Fields> {
    return new Promise((resolve, reject) => {
      const entry: OpenConflict = {
        ...conflict,
        keep: (fields) => this.close(entry, () => resolve(fields)),
        cancel: () => this.close(entry, () => reject(new EditUnsaved('conflict.unsaved'))),
      };
      this.open = [...this.open, entry];
      this.tell();
    });
  }

  /** Whose edits they were is signed in no more. */
  cancelAll(): void {
    for (const { cancel } of this.open) cancel();
  }

  private close(entry: OpenConflict, then: () => void): void {
    this.open = this.open.filter((other) => other !== entry);
    this.tell();
    // Not within the click: React would show each step of what follows by itself, and react-admin would meet a form that
    // is left before it is reset, and ask whether to throw it away.
    setTimeout(then);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

export const conflicts = new Conflicts();

export interface Difference {
  field: string;
  mine: unknown;
  theirs: unknown;
  /** Both changed it: one of them has to give way. */
  clash: boolean;
}

const BOOKKEEPING = ['version', 'updatedAt', 'lastLoginAt'];

/** Field by field what either side changed since `before`. */
export function differences({ before, mine, current }: Conflict): Difference[] {
  const fields = new Set([...Object.keys(mine), ...Object.keys(current)]);
  return [...fields].flatMap((field): Difference[] => {
    if (BOOKKEEPING.includes(field)) return [];
    const ours = field in mine ? mine[field] : before[field];
    const theirs = current[field];
    if (same(ours, theirs)) return [];
    const changedHere = field in mine;
    const changedThere = !same(before[field], theirs);
    if (!changedHere && !changedThere) return [];
    return [{ field, mine: ours, theirs, clash: changedHere && changedThere }];
  });
}
