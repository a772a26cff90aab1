import type { TestCaller } from '../../../packages/service-kit/test/test-service.js';
import { CARRIER, type PricingFleet, startPricing } from '../../test/pricing-fleet.js';

const NOBODY = 4_294_967_290;
const PRICING = { baseRate: '12.5', currency: 'EUR' };
const HEADINGS =
  '\uFEFFid,name,description,isActive,priority,validFrom,validTo,carrierId,serviceType,weightRange.min,weightRange.max,' +
  'distanceRange.min,distanceRange.max,originCountry,destinationCountry,destinationPostcodePrefixes,customerType,customerId,' +
  'baseRate,currency,perKgRate,perKmRate,weightBands,minimumCharge,maximumCharge,surcharges,discounts,version,createdAt,' +
  'updatedAt,deletedAt\r\n';

let serial = 0;
const unique = (word: string) => `${word}${process.pid}x${Date.now()}x${++serial}`;

describe('pricing rules as a whole', () => {
  let fleet: PricingFleet;
  let editor: TestCaller;

  beforeAll(async () => {
    fleet = await startPricing();
    editor = fleet.service.as('pricing:read', 'pricing:create', 'pricing:update', 'pricing:delete');
  });
  afterAll(() => fleet?.stop());

  async function created(changes: object = {}) {
    const body = { name: unique('Rule'), conditions: { carrierId: CARRIER }, pricing: PRICING, ...changes };
    const answer = await editor.post('pricing/rules', body);
    if (answer.status !== 201) throw new Error(`creating a rule answered ${answer.status}: ${answer.text}`);
    return answer.body;
  }
  const bulk = (action: string, ids: number[], caller = editor) => caller.post('pricing/rules/bulk', { ids, action });

  it('are found by their whole name, also by words too short for the index', async () => {
    const serial = `${Date.now()}`.slice(-6);
    for (const name of [`Express to Spain-${serial}b6-5`, `Paris–to_Lyon ${serial} (b) x.y`]) {
      const rule = await created({ name });
      const search = encodeURIComponent(name);
      const { data } = (await editor.get(`pricing/rules?search=${search}`)).body;
      expect(data.map(({ id }: { id: number }) => id)).toEqual([rule.id]);
      await editor.delete(`pricing/rules/${rule.id}`);
      await editor.post(`pricing/rules/${rule.id}/restore`);
      expect((await editor.get(`pricing/rules?search=${search}`)).body.meta.total).toBe(1);
    }
    expect((await editor.get(`pricing/rules?search=${serial}%20zz`)).body.meta.total).toBe(0);
  });

  it('P35: are exported with conditions and prices in columns, numbers as numbers and no formula', async () => {
    const word = unique('Export');
    const rule = await created({
      name: `=${word}`,
      priority: -5,
      isActive: false,
      validFrom: '2026-01-01',
      conditions: {
        carrierId: CARRIER,
        serviceType: 'express',
        weightRange: { min: 0.5, max: 31.5 },
        distanceRange: { max: 1000 },
        originCountry: 'DE',
        destinationPostcodePrefixes: ['75', '92'],
        customerType: 'vip',
      },
      pricing: {
        baseRate: '0.1',
        currency: 'EUR',
        perKmRate: 0.000001,
        weightBands: [{ upTo: 2, rate: '1.5' }, { rate: '3.25' }],
        surcharges: [
          { type: '-fuel', percentage: 7.25 },
          { type: 'island', amount: 5 },
        ],
      },
    });
    const { text, headers } = await editor.get(
      `pricing/rules/export?search=${word}&carrierId=${CARRIER}&isActive=false`,
    );
    expect(headers['content-disposition']).toMatch(/^attachment; filename="pricing-rules-\d{4}-\d\d-\d\d\.csv"$/);
    expect(text).toBe(
      `${HEADINGS}${rule.id},'=${word},,false,-5,2026-01-01,,${CARRIER},express,0.5,31.5,,1000,DE,,"75, 92",vip,,` +
        `0.1,EUR,,0.000001,"below 2 kg: 1.5\nabove: 3.25",,,"'-fuel 7.25%\nisland 5",,1,${rule.createdAt},${rule.updatedAt},\r\n`,
    );
    const other = await created({ name: `b ${word}`, priority: 7 });
    const sorted = (await editor.get(`pricing/rules/export?search=${word}&sort=-priority`)).text.split('\r\n');
    expect(sorted[1]).toMatch(new RegExp(`^${other.id},`));
    expect((await editor.get(`pricing/rules/export?search=${word}&country=FR`)).text).toBe(HEADINGS);
  });

  it('are changed many at once, each raising the version of the rule set', async () => {
    const counter = async () => (await fleet.service.query('SELECT version FROM rule_set_counter'))[0].version;
    const [one, off] = [await created(), await created({ isActive: false })];
    const before = await counter();
    const { status, body } = await bulk('deactivate', [one.id, NOBODY, off.id]);
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        results: [
          { id: one.id, ok: true },
          { id: NOBODY, ok: false, status: 404, code: 'rule_not_found', detail: 'There is no such rule.' },
          { id: off.id, ok: true },
        ],
        succeeded: 2,
        failed: 1,
      },
    });
    expect(await counter()).toBe(before + 1);
    expect((await bulk('delete', [one.id, off.id])).body.succeeded).toBe(2);
    expect((await editor.get(`pricing/rules/${one.id}`)).status).toBe(404);
    expect((await bulk('restore', [one.id])).body.succeeded).toBe(1);
    expect((await bulk('activate', [one.id, off.id])).body).toMatchObject({ succeeded: 1, failed: 1 });
    expect((await editor.get(`pricing/rules/${one.id}`)).body).toMatchObject({ isActive: true, version: 5 });
  });

  it('are closed to who may not, and then nothing changes', async () => {
    const { id } = await created();
    const { service } = fleet;
    expect((await bulk('delete', [id], service.as('pricing:update'))).body.permission).toBe('pricing:delete');
    expect((await bulk('deactivate', [id], service.as('pricing:delete'))).body.permission).toBe('pricing:update');
    expect((await bulk('deactivate', [id], service.as('pricing:calculate'))).status).toBe(403);
    expect((await service.as('pricing:calculate').get('pricing/rules/export')).status).toBe(403);
    expect((await service.anonymous.get('pricing/rules/export')).status).toBe(401);
    expect((await editor.get(`pricing/rules/${id}`)).body).toMatchObject({ isActive: true, version: 1 });
  });
});
