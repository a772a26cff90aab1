import { DataSource } from 'typeorm';
import type { TestCaller } from '../../../packages/service-kit/test/test-service.js';
import {
  CARRIER,
  CUSTOMER,
  INACTIVE_CARRIER,
  type PricingFleet,
  startPricing,
  UNKNOWN,
} from '../../test/pricing-fleet.js';
import { Carriers } from '../peers/carriers.js';
import { Customers } from '../peers/customers.js';
import { RuleSetVersion } from '../rules/rule-set.version.js';

const LANE = { carrierId: CARRIER, serviceType: 'express', originCountry: 'DE', destinationCountry: 'FR' };
const ASK = { ...LANE, weight: 2.5, dimensions: { length: 40, width: 30, height: 20 }, distance: 1050 };

describe('quotes', () => {
  let fleet: PricingFleet;
  let editor: TestCaller;
  let clerk: TestCaller;
  let rateRule: { id: number; name: string };
  let vipRule: { id: number; name: string };

  async function addRule(name: string, conditions: object, pricing: object, rest: object = {}) {
    const answer = await editor.post('pricing/rules', {
      name,
      conditions,
      pricing: { currency: 'EUR', ...pricing },
      ...rest,
    });
    expect(answer.status).toBe(201);
    return answer.body;
  }
  const stored = async () => (await fleet.service.query('SELECT COUNT(*) AS count FROM pricing_calculations'))[0].count;

  beforeAll(async () => {
    fleet = await startPricing();
    editor = fleet.service.as('pricing:read', 'pricing:create', 'pricing:update', 'pricing:delete');
    clerk = fleet.service.as('pricing:calculate', 'pricing:read');
    const fuel = [{ type: 'fuel', percentage: 7.5 }];
    const rates = { baseRate: '8.50', perKgRate: '1.275', perKmRate: '0.0035', surcharges: fuel };
    rateRule = await addRule('DE to FR express', LANE, rates, { priority: 10 });
    const vip = { carrierId: CARRIER, customerType: 'vip' };
    vipRule = await addRule('vip', vip, { baseRate: 0, discounts: [{ type: 'vip', percentage: '10' }] });
  });
  afterAll(() => fleet?.stop());

  it('are made of the carrier, the customer and the rules, to the cent, and kept', async () => {
    const answer = await clerk.post('pricing/calculate', { ...ASK, customerId: CUSTOMER });
    expect(answer.status).toBe(201);
    // 40 × 30 × 20 / 5000 = 4.8 kg count; 4.8 × 1.275 = 6.12; 1050 × 0.0035 = 3.675 → 3.68 (7 is odd);
    // 8.50 + 6.12 + 3.68 = 18.30; 7.5 % = 1.3725 → 1.37; 10 % = 1.83; 18.30 + 1.37 − 1.83 = 17.84
    expect(answer.body).toEqual({
      id: expect.any(Number),
      requestId: answer.headers['x-request-id'],
      request: { ...ASK, customerId: CUSTOMER, customerType: 'vip' },
      calculation: {
        baseRate: '8.50',
        weightRate: '6.12',
        distanceRate: '3.68',
        surcharges: [{ type: 'fuel', ruleId: rateRule.id, amount: '1.37', percentage: '7.5' }],
        discounts: [{ type: 'vip', ruleId: vipRule.id, amount: '1.83', percentage: '10' }],
        subtotal: '18.30',
        adjustment: '0.00',
        taxes: '0.00',
        total: '17.84',
        currency: 'EUR',
      },
      appliedRules: [
        { ruleId: rateRule.id, name: rateRule.name, version: 1, priority: 10, gave: ['rates', 'surcharges'] },
        { ruleId: vipRule.id, name: 'vip', version: 1, priority: 0, gave: ['discounts'] },
      ],
      trace: expect.arrayContaining([{ code: 'total', message: 'in EUR', amount: '17.84' }]),
      ruleSetVersion: expect.any(Number),
      calculatedAt: expect.stringMatching(/Z$/),
    });
    expect((await clerk.get(`pricing/calculations/${answer.body.id}`)).body).toEqual(answer.body);
    const listed = await clerk.get(`pricing/calculations?carrierId=${CARRIER}&customerId=${CUSTOMER}&country=FR`);
    expect(listed.body.data).toEqual([answer.body]);
    const counted = await clerk.get(`pricing/calculations/count?carrierId=${CARRIER}&customerId=${CUSTOMER}`);
    expect(counted.body).toEqual({ count: 1 });
    const later = new Date(Date.parse(answer.body.calculatedAt) + 1).toISOString();
    expect(
      (await clerk.get(`pricing/calculations/count?carrierId=${CARRIER}&calculatedFrom=${later}`)).body.count,
    ).toBe(0);
  });

  it('can be previewed without being kept', async () => {
    const before = await stored();
    const answer = await clerk.post('pricing/preview', ASK);
    expect([answer.status, answer.body.calculation.total]).toEqual([200, '19.67']); // 18.30 + 1.37
    expect(answer.body.id).toBeUndefined();
    expect(await stored()).toBe(before);
  });

  it('follow a change of the rules at once', async () => {
    const ask = { ...ASK, destinationCountry: 'BE' };
    const lane = { ...LANE, destinationCountry: 'BE' };
    const { id } = await addRule('BE', lane, { baseRate: '1' }, { priority: 50 });
    const first = (await clerk.post('pricing/preview', ask)).body;
    await editor.patch(`pricing/rules/${id}`, { pricing: { baseRate: '2', currency: 'EUR' }, version: 1 });
    const second = (await clerk.post('pricing/preview', ask)).body;
    expect([first.calculation.total, second.calculation.total]).toEqual(['1.00', '2.00']);
    expect(second.ruleSetVersion).toBeGreaterThan(first.ruleSetVersion);
    await editor.delete(`pricing/rules/${id}`);
    expect((await clerk.post('pricing/preview', ask)).status).toBe(422);
  });

  it('name the version of the very rules that made them, also while rules change', async () => {
    const lane = { ...LANE, destinationCountry: 'LU' };
    const { id } = await addRule('LU', lane, { baseRate: '100' }, { priority: 50 });
    const ruleSet = fleet.service.app.get(RuleSetVersion, { strict: false });
    const read = ruleSet.current.bind(ruleSet);
    const priceAt = new Map<number, string>();
    let price = 100;
    // Each reading of the version is followed at once by a change, the worst moment for it.
    const reading = jest.spyOn(ruleSet, 'current').mockImplementation(async () => {
      const version = await read();
      priceAt.set(version, `${price}.00`);
      price += 1;
      const pricing = JSON.stringify({ baseRate: String(price), currency: 'EUR' });
      await fleet.service.query('UPDATE pricing_rules SET pricing = ? WHERE id = ?', [pricing, id]);
      await fleet.service.query('UPDATE rule_set_counter SET version = version + 1');
      priceAt.set(await read(), `${price}.00`);
      return version;
    });
    try {
      const answer = (await clerk.post('pricing/preview', { ...ASK, destinationCountry: 'LU' })).body;
      expect(answer.calculation.baseRate).toBe(priceAt.get(answer.ruleSetVersion));
    } finally {
      reading.mockRestore();
      await editor.delete(`pricing/rules/${id}`);
    }
  });

  it('are refused for a volume beyond what any weight may be', async () => {
    const most = { length: 100_000, width: 100_000, height: 100_000 };
    const answer = await clerk.post('pricing/calculate', { ...ASK, dimensions: most });
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'dimensions']);
  });

  it('are listed by each filter with what they answered, the newest first', async () => {
    const ask = (rest: object) => clerk.post('pricing/calculate', { ...ASK, ...rest });
    const first = (await ask({ weight: 3 })).body;
    const second = (await ask({ weight: 29 })).body;
    const ids = async (query: string) => {
      const answer = await clerk.get(`pricing/calculations?carrierId=${CARRIER}&limit=2&${query}`);
      expect(answer.status).toBe(200);
      return answer.body.data.map(({ id }: { id: number }) => id);
    };
    for (const query of ['', 'country=FR', 'country=DE', 'serviceType=express', 'currency=EUR']) {
      expect([query, await ids(query)]).toEqual([query, [second.id, first.id]]);
    }
    for (const query of ['country=JP', 'serviceType=economy', 'currency=JPY']) expect(await ids(query)).toEqual([]);
    expect((await ids('sort=-total'))[0]).toBe(second.id);
    const page = await clerk.get(`pricing/calculations?carrierId=${CARRIER}&limit=2`);
    expect(page.body.data).toEqual([second, first]);
    for (const search of [first.id, first.requestId]) expect(await ids(`search=${search}`)).toEqual([first.id]);
    for (const search of ['0', '99999999999', 'nobody%25', `${first.id}x`])
      expect(await ids(`search=${search}`)).toEqual([]);
  });

  it('follow a change that another replica made', async () => {
    const other = await startPricing();
    try {
      const reader = other.service.as('pricing:calculate');
      const before = (await reader.post('pricing/preview', ASK)).body;
      const { id } = await addRule('pickup', LANE, { baseRate: 0, surcharges: [{ type: 'pickup', amount: 2 }] });
      const after = (await reader.post('pricing/preview', ASK)).body;
      expect(Number(after.calculation.total) - Number(before.calculation.total)).toBeCloseTo(2, 9);
      await editor.delete(`pricing/rules/${id}`);
      expect((await reader.post('pricing/preview', ASK)).body.calculation).toEqual(before.calculation);
    } finally {
      await other.stop();
    }
  });

  it('are not given as 0 when no rule applies: the answer says why each failed', async () => {
    const before = await stored();
    const answer = await clerk.post('pricing/calculate', { ...ASK, destinationCountry: 'IT' });
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe('no_applicable_rule');
    expect(answer.body.candidates).toContainEqual({
      ruleId: rateRule.id,
      name: rateRule.name,
      mismatches: [{ condition: 'destinationCountry', reason: 'needs FR, the request has IT' }],
    });
    expect(await stored()).toBe(before);
  });

  it.each<[object, string]>([
    [{ carrierId: UNKNOWN }, 'carrierId'],
    [{ carrierId: INACTIVE_CARRIER }, 'carrierId'],
    [{ serviceType: 'overnight' }, 'serviceType'],
    [{ weight: 30.000001 }, 'weight'],
    [{ customerId: UNKNOWN }, 'customerId'],
    [{ customerId: CUSTOMER, customerType: 'retail' }, 'customerType'],
  ])('are refused for %j with 422, naming %s', async (change, field) => {
    const answer = await clerk.post('pricing/calculate', { ...ASK, ...change });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual([field]);
  });

  it.each<[object, string]>([
    [{ weight: -1 }, 'weight'],
    [{ weight: 0 }, 'weight'],
    [{ weight: '2.5' }, 'weight'],
    [{ weight: 1e308 }, 'weight'],
    [{ weight: 0.0000001 }, 'weight'],
    [{ weight: null }, 'weight'],
    [{ distance: -5 }, 'distance'],
    [{ dimensions: { length: 1, width: 1 } }, 'dimensions.height'],
    [{ dimensions: { length: 1e9, width: 1, height: 1 } }, 'dimensions.length'],
    [{ carrierId: '1' }, 'carrierId'],
    [{ destinationPostcode: 'x'.repeat(21) }, 'destinationPostcode'],
    [{ originCountry: 'ZZ' }, 'originCountry'],
    [{ discount: 100 }, 'discount'],
  ])('are refused for %j with 400, naming %s', async (change, field) => {
    const answer = await clerk.post('pricing/calculate', { ...ASK, ...change });
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual([field]);
  });

  it('are exact also for the largest numbers', async () => {
    const pricing = { baseRate: '9999999999999.99', perKgRate: '9999999999999.99' };
    await addRule('huge', { ...LANE, serviceType: 'economy', destinationCountry: 'CH' }, pricing);
    const ask = { ...LANE, serviceType: 'economy', destinationCountry: 'CH', weight: 1_000_000 };
    const answer = await clerk.post('pricing/calculate', ask);
    // 9999999999999.99 × 1000001
    expect([answer.status, answer.body.calculation?.total]).toEqual([201, '10000009999999989999.99']);
  });

  it('P14: the same Idempotency-Key keeps one quote', async () => {
    const key = `quote-${CARRIER}`;
    const before = await stored();
    const answers = await Promise.all(
      [1, 2, 3].map(() => clerk.post('pricing/calculate', ASK).set('idempotency-key', key)),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await stored()).toBe(before + 1);
  });

  it('are history: the account of the service can neither change nor delete them', async () => {
    const account = fleet.service.app.get(DataSource, { strict: false });
    const changes = ['UPDATE pricing_calculations SET total = 0', 'UPDATE pricing_answers SET trace = request'];
    const deletions = ['DELETE FROM pricing_calculations', 'DELETE FROM pricing_answers'];
    for (const sql of [...changes, ...deletions]) {
      await expect(account.query(sql)).rejects.toMatchObject({ code: 'ER_TABLEACCESS_DENIED_ERROR' });
    }
  });

  it('need pricing:calculate, and past ones pricing:read', async () => {
    const before = await stored();
    for (const path of ['pricing/calculate', 'pricing/preview']) {
      expect((await fleet.service.as('pricing:read', 'pricing:create').post(path, ASK)).status).toBe(403);
      expect((await fleet.service.anonymous.post(path, ASK)).status).toBe(401);
    }
    for (const path of ['pricing/calculations', 'pricing/calculations/count', 'pricing/calculations/1']) {
      expect((await fleet.service.as('pricing:calculate').get(path)).status).toBe(403);
    }
    expect(await stored()).toBe(before);
  });

  it('ask the peers once; when one is away, what is cached still answers and the rest names it', async () => {
    // A service and peers of its own: it leaves them stopped, and circuits open.
    const { service, carriers, customers, stop } = await startPricing();
    try {
      const caller = service.as('pricing:calculate', 'pricing:read');
      const ask = { ...ASK, customerId: CUSTOMER };
      await caller.post('pricing/preview', ask);
      const asked = [carriers.seen.length, customers.seen.length];
      expect(asked).toEqual([1, 1]);
      await carriers.stop();
      await customers.stop();
      expect((await caller.post('pricing/preview', ask)).status).toBe(200);
      expect([carriers.seen.length, customers.seen.length]).toEqual(asked);
      for (const [records, peer, id] of [
        [service.app.get(Customers, { strict: false }), 'customer-service', CUSTOMER],
        [service.app.get(Carriers, { strict: false }), 'carrier-service', CARRIER],
      ] as const) {
        await records.forget(id);
        const answer = await caller.post('pricing/preview', peer === 'carrier-service' ? ASK : ask);
        expect([answer.status, answer.body.code, answer.body.peer]).toEqual([503, 'peer_unavailable', peer]);
      }
      expect((await caller.get('pricing/calculations')).status).toBe(200);
    } finally {
      await stop();
    }
  });
});
