import type { TestCaller } from '../../../packages/service-kit/test/test-service.js';
import { CARRIER, type PricingFleet, startPricing } from '../../test/pricing-fleet.js';

const PRICING = { baseRate: '12.5', currency: 'EUR' };
const word = `rule${process.pid}x${Date.now()}`;
// Rules for a carrier of this run: an active one without conditions would price what other tests ask.
const MINE = { carrierId: CARRIER };
const body = (changes: object = {}) => ({ name: `Rule ${word}`, conditions: MINE, pricing: PRICING, ...changes });

describe('pricing rules', () => {
  let fleet: PricingFleet;
  let editor: TestCaller;

  beforeAll(async () => {
    fleet = await startPricing();
    editor = fleet.service.as('pricing:read', 'pricing:create', 'pricing:update', 'pricing:delete');
  });
  afterAll(() => fleet?.stop());

  async function created(changes: object = {}) {
    const answer = await editor.post('pricing/rules', body(changes));
    expect(answer.body).toMatchObject({ version: 1 });
    expect(answer.status).toBe(201);
    return answer.body;
  }
  const counter = async () => (await fleet.service.query('SELECT version FROM rule_set_counter'))[0].version;

  it('keep everything exactly, whether rates come as text or as numbers', async () => {
    const given = body({
      description: 'Zölle & Öl',
      priority: -5,
      isActive: false,
      validFrom: '2026-01-01',
      validTo: '2026-12-31T23:00:00+01:00',
      conditions: {
        carrierId: CARRIER,
        serviceType: 'express',
        weightRange: { min: 0.5, max: 31.5 },
        distanceRange: { max: 1000 },
        originCountry: 'de',
        destinationCountry: 'FR',
        destinationPostcodePrefixes: ['75', '92'],
        customerType: 'VIP',
        customerId: 12,
      },
      pricing: {
        baseRate: 0.1,
        currency: 'bhd',
        perKgRate: '9999999999999.999999',
        perKmRate: 0.000001,
        weightBands: [{ upTo: 2, rate: 1.5 }, { rate: '3.250000' }],
        minimumCharge: 1,
        maximumCharge: '1e3'.replace('e3', '000'),
        surcharges: [{ type: 'fuel', percentage: 7.25 }],
        discounts: [{ type: 'gift', amount: '0.500' }],
      },
    });
    const answer = await editor.post('pricing/rules', given);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      ...given,
      id: expect.any(Number),
      validTo: '2026-12-31T22:00:00.000Z',
      conditions: {
        ...(given as unknown as { conditions: object }).conditions,
        originCountry: 'DE',
        customerType: 'vip',
      },
      pricing: {
        baseRate: '0.1',
        currency: 'BHD',
        perKgRate: '9999999999999.999999',
        perKmRate: '0.000001',
        weightBands: [{ upTo: 2, rate: '1.5' }, { rate: '3.25' }],
        minimumCharge: '1',
        maximumCharge: '1000',
        surcharges: [{ type: 'fuel', percentage: '7.25' }],
        discounts: [{ type: 'gift', amount: '0.5' }],
      },
      version: 1,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
      deletedAt: null,
    });
    expect((await editor.get(`pricing/rules/${answer.body.id}`)).body).toEqual(answer.body);
    const [row] = await fleet.service.query('SELECT base_rate, starts_at, ends_at FROM pricing_rules WHERE id = ?', [
      answer.body.id,
    ]);
    expect(row).toEqual({
      base_rate: '0.100000',
      starts_at: new Date('2026-01-01T00:00:00Z'),
      ends_at: new Date('2026-12-31T22:00:00Z'),
    });
  });

  it('are refused with every wrong field named', async () => {
    const answer = await editor.post('pricing/rules', {
      ...body({ priority: 'high', shoeSize: 43, conditions: { weightRange: { min: 9, max: 3 } } }),
      pricing: { baseRate: -1, currency: 'EUR', minimumCharge: '1.1234567' },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map(({ field }: { field: string }) => field).sort()).toEqual([
      'conditions.weightRange.max',
      'pricing.baseRate',
      'pricing.minimumCharge',
      'priority',
      'shoeSize',
    ]);
  });

  it('P21: of two edits of one version the second gets 409 with the current state', async () => {
    const { id } = await created();
    const answers = await Promise.all(
      [1, 2].map((priority) => editor.patch(`pricing/rules/${id}`, { priority, version: 1 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const current = (await editor.get(`pricing/rules/${id}`)).body;
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'stale_version', current });
    expect(current).toMatchObject({ version: 2, pricing: PRICING, conditions: MINE });
    expect((await editor.patch(`pricing/rules/${id}`, { priority: 3 })).status).toBe(400);
  });

  it('cannot end before they begin, also when each half comes by itself', async () => {
    const { id } = await created({ validFrom: '2026-05-01' });
    const answer = await editor.patch(`pricing/rules/${id}`, { validTo: '2026-04-30', version: 1 });
    expect([answer.status, answer.body.errors[0].field]).toEqual([400, 'validTo']);
    expect((await editor.patch(`pricing/rules/${id}`, { validTo: '2026-05-01', version: 1 })).status).toBe(200);
  });

  it('raise the rule set with every change, and say each in an event', async () => {
    const before = await counter();
    const { id } = await created();
    await editor.patch(`pricing/rules/${id}`, { priority: 1, version: 1 });
    expect((await editor.delete(`pricing/rules/${id}`)).status).toBe(204);
    expect((await editor.get(`pricing/rules/${id}`)).status).toBe(404);
    expect((await editor.delete(`pricing/rules/${id}`)).status).toBe(404);
    const back = await editor.post(`pricing/rules/${id}/restore`);
    expect([back.status, back.body.version]).toEqual([200, 4]);
    expect(await counter()).toBe(before + 4);
    expect(await fleet.service.eventsOf('pricing.rule', id)).toEqual(
      ['created', 'updated', 'deleted', 'restored'].map((what) => `pricing.rule.${what}`),
    );
  });

  it('leave the rule set and the events alone when a change fails', async () => {
    const { id } = await created();
    const before = await counter();
    expect((await editor.patch(`pricing/rules/${id}`, { priority: 1, version: 9 })).status).toBe(409);
    expect(await counter()).toBe(before);
    expect(await fleet.service.eventsOf('pricing.rule', id)).toEqual(['pricing.rule.created']);
  });

  it('may be valid to the last day that there is', async () => {
    const { id } = await created({ validTo: '9999-12-31' });
    expect((await editor.get(`pricing/rules/${id}`)).body.validTo).toBe('9999-12-31');
    expect((await editor.get('pricing/rules?validOn=9999-12-31')).status).toBe(200);
  });

  it('are found by each filter', async () => {
    const other = `${word}filter`;
    const a = await created({
      name: `Alpha ${other}`,
      priority: 2,
      conditions: { carrierId: CARRIER, serviceType: 'express', originCountry: 'IS' },
      validTo: '2026-03-31',
    });
    const b = await created({
      name: `Bravo ${other}`,
      isActive: false,
      conditions: { destinationCountry: 'IS' },
      pricing: { ...PRICING, baseRate: '9' },
      validFrom: '2026-03-31T12:00:00Z',
    });
    const ids = async (query: string) => {
      const answer = await editor.get(`pricing/rules?search=${other}&sort=name&${query}`);
      expect(answer.status).toBe(200);
      return answer.body.data.map(({ id }: { id: number }) => id);
    };
    const found: Record<string, number[]> = {
      '': [a.id, b.id],
      [`carrierId=${CARRIER}`]: [a.id],
      'serviceType=express': [a.id],
      'country=IS': [a.id, b.id],
      'country=PT': [],
      'isActive=false': [b.id],
      'validOn=2026-03-31': [a.id, b.id],
      'validOn=2026-03-31T11:59:59.999Z': [a.id],
      'validOn=2026-04-01': [b.id],
      'validOn=2026-03-30': [a.id],
    };
    for (const [query, expected] of Object.entries(found)) expect([query, await ids(query)]).toEqual([query, expected]);
    const byRate = await editor.get(`pricing/rules?search=${other}&sort=baseRate`);
    expect(byRate.body.data.map(({ id }: { id: number }) => id)).toEqual([b.id, a.id]);
    const counted = await editor.get(`pricing/rules/count?search=${other}&isActive=false`);
    expect(counted.body).toEqual({ count: 1 });
    expect((await editor.get('pricing/rules?validOn=soon')).status).toBe(400);
  });

  it('are closed to callers without the permission, and nothing changes', async () => {
    const before = await created();
    const rows = await fleet.service.query('SELECT COUNT(*) AS count FROM pricing_rules');
    const version = await counter();
    const attempts = (caller: TestCaller) => [
      caller.post('pricing/rules', body()),
      caller.patch(`pricing/rules/${before.id}`, { name: 'x', version: 1 }),
      caller.delete(`pricing/rules/${before.id}`),
      caller.post(`pricing/rules/${before.id}/restore`),
    ];
    const reader = fleet.service.as('pricing:read', 'pricing:calculate');
    for (const attempt of attempts(reader)) expect((await attempt).status).toBe(403);
    for (const attempt of attempts(fleet.service.anonymous)) expect((await attempt).status).toBe(401);
    expect((await editor.get(`pricing/rules/${before.id}`)).body).toEqual(before);
    expect(await fleet.service.query('SELECT COUNT(*) AS count FROM pricing_rules')).toEqual(rows);
    expect(await counter()).toBe(version);
  });
});
