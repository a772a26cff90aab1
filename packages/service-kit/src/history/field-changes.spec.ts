import { fieldChanges } from './field-changes.js';

describe('what changed in a record', () => {
  it('is each field that is another value now, with what it was and is', () => {
    expect(
      fieldChanges(
        { name: 'Ann', isActive: true, phone: null, tags: ['a'], born: '1990-05-17' },
        { name: 'Anna', isActive: true, phone: '+33 1', tags: ['a', 'b'], born: null },
      ),
    ).toEqual([
      { field: 'name', from: 'Ann', to: 'Anna' },
      { field: 'phone', from: null, to: '+33 1' },
      { field: 'tags', from: ['a'], to: ['a', 'b'] },
      { field: 'born', from: '1990-05-17', to: null },
    ]);
  });

  it('names the part of an object that changed; one that comes or goes is a value', () => {
    const address = { street: 'Rue 1', city: 'Lyon', country: 'FR' };
    expect(fieldChanges({ address }, { address: { ...address, city: 'Paris', state: 'IdF' } })).toEqual([
      { field: 'address.city', from: 'Lyon', to: 'Paris' },
      { field: 'address.state', from: null, to: 'IdF' },
    ]);
    expect(fieldChanges({ address: null }, { address })).toEqual([{ field: 'address', from: null, to: address }]);
  });

  it('is nothing when only the order of keys is another, which databases do not keep', () => {
    expect(fieldChanges({ list: [{ a: 1, b: 2 }] }, { list: [{ b: 2, a: 1 }] })).toEqual([]);
    expect(fieldChanges({ at: new Date(0), gone: undefined }, { at: '1970-01-01T00:00:00.000Z' })).toEqual([]);
  });

  it('is all that a new record has, and all that one had that is gone', () => {
    const record = { name: 'Ann', phone: null, tags: [], note: '', version: 0, isActive: false };
    expect(fieldChanges(null, record)).toEqual([
      { field: 'name', from: null, to: 'Ann' },
      { field: 'version', from: null, to: 0 },
      { field: 'isActive', from: null, to: false },
    ]);
    expect(fieldChanges(record, null)[0]).toEqual({ field: 'name', from: 'Ann', to: null });
  });

  it('is bounded, and says so; no character is cut in half', () => {
    const [change] = fieldChanges({ notes: 'short' }, { notes: `${'x'.repeat(3999)}😀` });
    expect(change).toEqual({ field: 'notes', from: 'short', to: `${'x'.repeat(3999)}…`, cut: true });
    const [list] = fieldChanges({ list: [] }, { list: Array(5000).fill(1) });
    expect(list?.to).toBe(`[${'1,'.repeat(1999)}1…`);
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`key${n}`, n]));
    expect(fieldChanges({ settings: {} }, { settings: many })).toEqual([{ field: 'settings', from: {}, to: many }]);
  });

  it('takes a field with the name of what every object has for what it is', () => {
    const settings = JSON.parse('{"__proto__": 1, "constructor": 2}');
    expect(fieldChanges({ settings: {} }, { settings })).toEqual([
      { field: 'settings.__proto__', from: null, to: 1 },
      { field: 'settings.constructor', from: null, to: 2 },
    ]);
  });
});
