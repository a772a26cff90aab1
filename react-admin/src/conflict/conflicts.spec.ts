import { type Conflict, conflicts, differences, EditUnsaved } from './conflicts';

const conflict: Conflict = {
  resource: 'customers',
  before: { id: 1, version: 1, firstName: 'Ada', lastName: 'Byron', phone: null },
  mine: { lastName: 'Lovelace', phone: '1' },
  current: { id: 1, version: 2, updatedAt: 'now', firstName: 'Augusta', lastName: 'King', phone: '1' },
};

describe('two edits of one record', () => {
  it('are compared field by field, without what both agree on and what the service keeps for itself', () => {
    expect(differences(conflict)).toEqual([
      { field: 'lastName', mine: 'Lovelace', theirs: 'King', clash: true },
      { field: 'firstName', mine: 'Ada', theirs: 'Augusta', clash: false },
    ]);
  });

  it('do not clash in a field that only one changed', () => {
    const mineAlone = { ...conflict, current: { ...conflict.before, version: 2 } };
    expect(differences(mineAlone)).toEqual([
      { field: 'lastName', mine: 'Lovelace', theirs: 'Byron', clash: false },
      { field: 'phone', mine: '1', theirs: null, clash: false },
    ]);
  });
});

describe('a person who is asked', () => {
  it('keeps some fields, and is asked no longer', async () => {
    let told = 0;
    const stop = conflicts.subscribe(() => {
      told += 1;
    });
    const answer = conflicts.ask(conflict);
    conflicts.first()?.keep({ lastName: 'Lovelace' });
    await expect(answer).resolves.toEqual({ lastName: 'Lovelace' });
    expect(conflicts.first()).toBeUndefined();
    expect(told).toBe(2);
    stop();
  });

  it('goes back to the form: nothing is saved', async () => {
    const answer = conflicts.ask(conflict);
    conflicts.first()?.cancel();
    await expect(answer).rejects.toBeInstanceOf(EditUnsaved);
  });

  it('is asked one conflict after the other', async () => {
    const first = conflicts.ask(conflict);
    const second = conflicts.ask({ ...conflict, resource: 'users' });
    expect(conflicts.first()?.resource).toBe('customers');
    conflicts.first()?.keep({});
    expect(conflicts.first()?.resource).toBe('users');
    conflicts.first()?.keep({ phone: '1' });
    expect(await Promise.all([first, second])).toEqual([{}, { phone: '1' }]);
  });

  it('is asked nothing any more when the session ends', async () => {
    const answers = [conflicts.ask(conflict), conflicts.ask({ ...conflict, resource: 'users' })];
    conflicts.cancelAll();
    expect(conflicts.first()).toBeUndefined();
    for (const answer of answers) await expect(answer).rejects.toBeInstanceOf(EditUnsaved);
  });
});
