import type { SourceRecord } from '@hybrid-fleet/contracts';
import { ruleImport } from './rule.import.js';

const context = { takenAt: '2026-01-01 00:00:00.000' };
const flat = { id: 1, name: 'Standard', baseRate: '12.5', currency: 'eur' };
const rule = (record: SourceRecord, currency?: string) =>
  ruleImport.toRow({ ...flat, ...record }, { ...context, currency });

describe('pricing rules of previous systems', () => {
  it('have flat columns, or JSON as API clients write it', () => {
    expect(rule({ carrierId: 3, minWeight: '1.5', maxDistance: 100, originCountry: 'de' }).row).toMatchObject({
      conditions: { carrierId: 3, weightRange: { min: 1.5 }, distanceRange: { max: 100 }, originCountry: 'DE' },
      pricing: { baseRate: '12.5', currency: 'EUR' },
      base_rate: '12.500000',
      carrier_id: 3,
      origin_country: 'DE',
    });
    const pricing = '{"baseRate":1.1,"currency":"EUR","surcharges":[{"type":"fuel","percentage":5}]}';
    expect(rule({ pricing, conditions: '{"serviceType":"air"}' }).row).toMatchObject({
      conditions: { serviceType: 'air' },
      pricing: { baseRate: '1.1', currency: 'EUR', surcharges: [{ type: 'fuel', percentage: '5' }] },
    });
  });

  it.each<[unknown, string]>([
    [12.35, '12.35'],
    [0.1 + 0.2, '0.3'],
    ['0.00000050', '0'],
    ['0.00000150', '0.000002'],
    ['9999999999999.123456', '9999999999999.123456'],
  ])('the price %p becomes exactly %p', (baseRate, exact) => {
    expect(rule({ baseRate }).row.pricing).toMatchObject({ baseRate: exact });
  });

  it('say when a price was rounded', () => {
    expect(rule({ perKgRate: 0.1 + 0.2 }).changes).toEqual([
      { field: 'perKgRate', problem: 'has more than 6 decimals: rounded', was: '0.30000000000000004', is: '0.3' },
    ]);
    expect(rule({ perKgRate: '0.30' }).changes).toEqual([]);
  });

  it.each<[string, SourceRecord, string]>([
    ['a negative price', { baseRate: -1 }, 'pricing.baseRate'],
    ['a price too large', { baseRate: '99999999999999' }, 'pricing.baseRate'],
    ['no price', { baseRate: null }, 'pricing.baseRate'],
    ['an unknown currency', { currency: 'XYZ' }, 'pricing.currency'],
    ['no currency', { currency: null }, 'pricing.currency'],
    ['a charge that is not understood', { pricing: '{"baseRate":1,"currency":"EUR","fuelFee":2}' }, 'pricing'],
    ['a condition that is not understood', { conditions: '{"weekday":"Sunday"}' }, 'conditions'],
    ['an empty range', { minWeight: 5, maxWeight: 5 }, 'conditions.weightRange.max'],
    ['no JSON', { conditions: 'always' }, 'conditions'],
  ])('are refused with %s', (_name, record, field) => {
    expect(rule(record).refusals.map((refusal) => refusal.field)).toEqual([field]);
  });

  it('take the currency that a person names, where they have none', () => {
    expect(rule({ currency: null }, 'USD').row.pricing).toEqual({ baseRate: '12.5', currency: 'USD' });
  });

  it('are valid by day or by instant, as their column has it', () => {
    expect(rule({ validFrom: '2026-01-01', validTo: '2026-02-01 12:00:00' }).row).toMatchObject({
      valid_from: '2026-01-01',
      valid_to: '2026-02-01T12:00:00.000Z',
      starts_at: '2026-01-01 00:00:00.000',
      ends_at: '2026-02-01 12:00:00.000',
    });
  });
});
