import type { TestCaller } from '../../../packages/service-kit/test/test-service.js';
import { CARRIER, CUSTOMER, type PricingFleet, startPricing } from '../../test/pricing-fleet.js';
import { CalculationsPerDay } from './calculations.per-day.js';

const ASK = { carrierId: CARRIER, serviceType: 'express', originCountry: 'DE', destinationCountry: 'FR', weight: 2.5 };
const HEADINGS =
  '\uFEFFid,calculatedAt,carrierId,serviceType,weight,length,width,height,distance,originCountry,destinationCountry,' +
  'destinationPostcode,customerType,customerId,baseRate,weightRate,distanceRate,subtotal,surcharges,discounts,adjustment,' +
  'taxes,total,currency,appliedRules,ruleSetVersion,requestId\r\n';

describe('kept quotes as a whole', () => {
  let fleet: PricingFleet;
  let clerk: TestCaller;
  let rule: { id: number };

  beforeAll(async () => {
    fleet = await startPricing();
    clerk = fleet.service.as('pricing:calculate', 'pricing:read', 'pricing:create');
    const discounts = [{ type: 'gift', amount: '0.50' }];
    const pricing = { currency: 'EUR', baseRate: '8.50', maximumCharge: '6', discounts };
    rule = (await clerk.post('pricing/rules', { name: '=Rates, all', conditions: { carrierId: CARRIER }, pricing }))
      .body;
  });
  afterAll(() => fleet?.stop());

  const quote = async (changes: object = {}) => (await clerk.post('pricing/calculate', { ...ASK, ...changes })).body;
  const exported = (query: string) =>
    clerk.get(`pricing/calculations/export?carrierId=${CARRIER}&serviceType=express&${query}`);
  const idsOf = (text: string) =>
    text
      .split('\r\n')
      .slice(1, -1)
      .map((line) => Number(line.split(',', 1)[0]));

  it('P35: are exported newest first, with amounts as numbers and no formula', async () => {
    const dimensions = { length: 40, width: 30, height: 20 };
    const first = await quote({ dimensions, distance: 1050, customerId: CUSTOMER });
    const second = await quote({ originCountry: 'AT', destinationPostcode: '-75001' });
    // Other tests of this file may have asked for quotes before.
    const since = `calculatedFrom=${first.calculatedAt}`;
    const answer = await exported(`${since}&currency=EUR`);
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="quotes-\d{4}-\d\d-\d\d\.csv"$/);
    // 8.50 − 0.50 is 8.00, and 6 is the most: −2.00.
    const amounts = `8.50,0.00,0.00,8.50,,gift 0.50,-2.00,0.00,6.00,EUR,"${rule.id} =Rates, all"`;
    expect(answer.text).toBe(
      `${HEADINGS}${second.id},${second.calculatedAt},${CARRIER},express,2.5,,,,,AT,FR,-75001,,,${amounts},` +
        `${second.ruleSetVersion},${second.requestId}\r\n` +
        `${first.id},${first.calculatedAt},${CARRIER},express,2.5,40,30,20,1050,DE,FR,,vip,${CUSTOMER},${amounts},` +
        `${first.ruleSetVersion},${first.requestId}\r\n`,
    );
    expect(idsOf((await exported(`${since}&sort=id`)).text)).toEqual([first.id, second.id]);
    expect(idsOf((await exported(`${since}&country=AT`)).text)).toEqual([second.id]);
    expect((await exported(`calculatedFrom=2999-01-01T00:00:00Z`)).text).toBe(HEADINGS);
    expect(idsOf((await exported(`search=${first.id}`)).text)).toEqual([first.id]);
    expect((await exported('nonsense=x')).status).toBe(400);
    expect((await exported('page=1')).status).toBe(400);
  });

  it('are counted by UTC day, with 0 for the days without', async () => {
    const perDay = fleet.service.app.get(CalculationsPerDay);
    const times = [
      '1999-12-30T00:00:00.000Z',
      '2000-01-01T23:59:59.999Z',
      '2000-01-01T00:00:00.000Z',
      '2000-01-02T00:00:00.000Z',
    ];
    await fleet.service.query(
      `INSERT INTO pricing_calculations (request_id, carrier_id, service_type, origin_country, destination_country, total,
       currency, rule_set_version, calculated_at) VALUES ${times.map(() => "('per-day', 1, 's', 'DE', 'FR', 1, 'EUR', 1, ?)").join(', ')}`,
      times.map((time) => new Date(time)),
    );
    try {
      expect(await perDay.last(3, new Date('2000-01-01T12:00:00+14:00'))).toEqual({
        days: [
          { day: '1999-12-29', count: 0 },
          { day: '1999-12-30', count: 1 },
          { day: '1999-12-31', count: 0 },
        ],
      });
      expect(await perDay.last(1, new Date('2000-01-01T12:00:00Z'))).toEqual({
        days: [{ day: '2000-01-01', count: 2 }],
      });
    } finally {
      await fleet.service.query("DELETE FROM pricing_calculations WHERE request_id = 'per-day'");
    }
  });

  it('are counted for the last 30 days, or for 1 to 366', async () => {
    // Of a service type that no export of this file asks for.
    const today = (await quote({ serviceType: 'economy' })).calculatedAt.slice(0, 10);
    const answer = await clerk.get('pricing/calculations/per-day');
    const { days } = answer.body;
    expect([answer.status, days.length]).toEqual([200, 30]);
    // It is no longer today when midnight has come since the quote.
    expect([today, new Date().toISOString().slice(0, 10)]).toContain(days.at(-1).day);
    expect(days.find(({ day }: { day: string }) => day === today).count).toBeGreaterThan(0);
    expect((await clerk.get('pricing/calculations/per-day?days=366')).body.days.length).toBe(366);
    for (const days of ['0', '367', '-1', '1.5', 'x', '']) {
      expect([days, (await clerk.get(`pricing/calculations/per-day?days=${days}`)).status]).toEqual([days, 400]);
    }
    const [plan] = await fleet.service.query(
      `EXPLAIN FORMAT=TRADITIONAL SELECT DATE_FORMAT(calculated_at, '%Y-%m-%d') AS day, COUNT(*) FROM pricing_calculations
       WHERE calculated_at >= UTC_DATE() - INTERVAL 30 DAY AND calculated_at < UTC_DATE() + INTERVAL 1 DAY GROUP BY day`,
    );
    expect(plan.key).toBe('pricing_calculations_calculated_at');
  });

  it('are closed to who may not see prices', async () => {
    for (const path of ['export', 'per-day', 'count']) {
      expect((await fleet.service.as('pricing:calculate').get(`pricing/calculations/${path}`)).status).toBe(403);
      expect((await fleet.service.anonymous.get(`pricing/calculations/${path}`)).status).toBe(401);
    }
  });
});
