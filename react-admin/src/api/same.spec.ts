import { changes } from './changes';
import { same } from './same';

it.each<[unknown, unknown, boolean]>([
  [{ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }, true],
  [{ a: 1, b: undefined }, { a: 1, c: null }, true],
  [undefined, null, true],
  [[1, 2], [2, 1], false],
  [{ a: '1' }, { a: 1 }, false],
  ['', null, false],
])('%j says the same as %j: %p', (one, other, alike) => {
  expect(same(one, other)).toBe(alike);
});

it('sends a nested field only when it changed, and then as a whole', () => {
  const before = {
    id: 1,
    version: 2,
    conditions: { carrierId: 3, weightRange: { min: 1 } },
    pricing: { baseRate: '1' },
  };
  const after = { ...before, conditions: { weightRange: { min: 1 }, carrierId: 3 }, pricing: { baseRate: '2' } };
  expect(changes(before, after)).toEqual({ pricing: { baseRate: '2' } });
});
