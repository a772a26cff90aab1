/** One leaf of a nested value, and where it lies below the field: [{field: 'pricing.surcharges.type', number: 2}]. */
export interface Leaf {
  /** The path without the numbers of list entries, as labels are named. */
  field: string;
  /** Numbers of the entries on the way, from 1. */
  numbers: number[];
  value: unknown;
}

const isPlain = (value: unknown) => value === null || typeof value !== 'object';

/** A field's value leaf by leaf; a list of plain values is one leaf. Empty parts have none. */
export function leavesOf(field: string, value: unknown, numbers: number[] = []): Leaf[] {
  if (value === null || value === undefined || value === '') return [];
  if (isPlain(value)) return [{ field, numbers, value }];
  if (Array.isArray(value)) {
    if (value.length === 0) return [];
    if (value.every(isPlain)) return [{ field, numbers, value: value.join(', ') }];
    return value.flatMap((entry, index) => leavesOf(field, entry, [...numbers, index + 1]));
  }
  return Object.entries(value as object).flatMap(([name, part]) => leavesOf(`${field}.${name}`, part, numbers));
}

/** The leaves of the first value that the other has not. */
export function leavesBeyond(field: string, value: unknown, other: unknown): Leaf[] {
  const id = (leaf: Leaf) => JSON.stringify([leaf.field, leaf.numbers, leaf.value]);
  const there = new Set(leavesOf(field, other).map(id));
  return leavesOf(field, value).filter((leaf) => !there.has(id(leaf)));
}
