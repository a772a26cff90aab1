import { changes } from './changes';

describe('what an edit sends', () => {
  const before = {
    id: 7,
    version: 3,
    updatedAt: 'then',
    name: 'Ada',
    phone: '1',
    tags: ['a'],
    address: { city: 'Rome' },
  };

  it('is what differs and nothing else', () => {
    expect(changes(before, { ...before, name: 'Eve' })).toEqual({ name: 'Eve' });
    expect(changes(before, { ...before })).toEqual({});
  });

  it('is an emptied field as null', () => {
    expect(changes(before, { ...before, name: '', phone: undefined })).toEqual({ name: '', phone: null });
  });

  it('is nothing for a field that was empty and is empty otherwise', () => {
    expect(changes({ phone: null, notes: undefined }, { phone: undefined, notes: null })).toEqual({});
  });

  it('is the whole of what is inside of a field', () => {
    expect(changes(before, { ...before, tags: ['a', 'b'], address: { city: 'Pisa' } })).toEqual({
      tags: ['a', 'b'],
      address: { city: 'Pisa' },
    });
  });

  it('is never what the service sets itself', () => {
    expect(changes(before, { ...before, id: 8, version: 9, updatedAt: 'now', createdAt: 'x', deletedAt: 'y' })).toEqual(
      {},
    );
  });
});
