import type { SourceRecord } from '@hybrid-fleet/contracts';
import { z } from 'zod';
import { addressOf } from './source-address.js';
import { importRow, SourceFields } from './source-fields.js';
import { flagOf, jsonOf, plainText, timeOf } from './source-values.js';

const fieldsOf = (record: SourceRecord) => new SourceFields(record, { takenAt: '2026-01-01 00:00:00.000' });

describe('values of previous systems', () => {
  it.each<[unknown, 0 | 1 | undefined]>([
    [1, 1],
    [0, 0],
    ['Y', 1],
    ['false', 0],
    [Buffer.from([1]), 1],
    [Buffer.from([0]), 0],
    ['2024-01-02 03:04:05', 1],
    ['maybe', undefined],
  ])('the flag %p is %p', (value, flag) => {
    expect(flagOf(value)).toBe(flag);
  });

  it.each<[unknown, string | undefined]>([
    ['2024-02-29', '2024-02-29 00:00:00.000'],
    ['2024-02-29 01:02:03.456789', '2024-02-29 01:02:03.456'],
    ['2024-02-29T01:02:03.4Z', '2024-02-29 01:02:03.400'],
    ['2023-02-29', undefined],
    ['0000-00-00 00:00:00', undefined],
    ['yesterday', undefined],
    [0, undefined],
  ])('the time %p is %p', (value, time) => {
    expect(timeOf(value)).toBe(time);
  });

  it('reads JSON, and knows when it is none', () => {
    expect([jsonOf('{"a":1}'), jsonOf('12 Main St'), jsonOf(null)]).toEqual([{ a: 1 }, undefined, null]);
  });

  it('cuts text between characters, never inside one', () => {
    expect(plainText(' a\u0000b\n', 9)).toBe('a b');
    expect(plainText('ab😀', 3)).toBe('ab');
  });
});

describe('addresses of previous systems', () => {
  it('are understood under other names, with the country in words', () => {
    expect(
      addressOf('{"street_address":"1 Main St","town":"Bonn","postalCode":"53111","country":"germany","state":""}'),
    ).toEqual({
      street: '1 Main St',
      city: 'Bonn',
      zipCode: '53111',
      country: 'DE',
    });
  });

  it('come from JSON or from columns, and what is none is left out and reported', () => {
    expect(fieldsOf({ street: 'a', city: 'b', country: 'fr' }).address()).toEqual({
      street: 'a',
      city: 'b',
      country: 'FR',
    });
    expect(fieldsOf({ address: null, street: '' }).address()).toBeNull();
    const odd = fieldsOf({ address: '{"street":"a","city":"b","country":"FR","planet":"Earth"}' });
    expect(odd.address()).toBeNull();
    expect(odd.changes).toEqual([
      expect.objectContaining({
        field: 'address',
        problem: expect.stringContaining('planet'),
        was: expect.any(String),
      }),
    ]);
  });
});

describe('a row on its way', () => {
  it('splits a full name only where the source has no other', () => {
    expect(fieldsOf({ fullName: 'Ada  King Lovelace' }).personName()).toEqual({
      first_name: 'Ada',
      last_name: 'King Lovelace',
    });
    expect(fieldsOf({ fullName: 'Ada Lovelace', firstName: 'A', lastName: null }).personName()).toEqual({
      first_name: 'A',
      last_name: '-',
    });
  });

  it.each([
    [{ status: 'Suspended' }, 0, 0],
    [{ status: 'active' }, 1, 0],
    [{ status: 'odd' }, 0, 1],
    [{ status: 'blocked', isActive: 1 }, 1, 0],
    [{}, 1, 0],
  ])('%j is active: %p', (record, active, changes) => {
    const fields = fieldsOf(record);
    expect([fields.active(), fields.changes.length]).toEqual([active, changes]);
  });

  it('takes times that are missing from the others', () => {
    expect(fieldsOf({ id: '7', isDeleted: 1, updatedAt: '2020-01-01' }).common()).toEqual({
      id: 7,
      version: 1,
      created_at: '2026-01-01 00:00:00.000',
      updated_at: '2020-01-01 00:00:00.000',
      deleted_at: '2020-01-01 00:00:00.000',
    });
  });

  it.each([0, -1, '99999999999', 'a1', null])('refuses the id %p', (id) => {
    expect(importRow({ id }, { takenAt: '' }, (fields) => fields.common() as never).refusals).toEqual([
      expect.objectContaining({ field: 'id' }),
    ]);
  });

  it('reports what it changes, with what it was', () => {
    const fields = fieldsOf({ code: ' ab ', bad: 'x'.repeat(9) });
    expect(fields.required('code', z.string().trim())).toBe('ab');
    expect(fields.optional('bad', z.string().max(3, 'is too long'))).toBeNull();
    expect(fields.changes).toEqual([
      { field: 'code', problem: 'is normalised', was: ' ab ', is: 'ab' },
      { field: 'bad', problem: 'is too long: left out', was: 'xxxxxxxxx', is: undefined },
    ]);
  });
});
