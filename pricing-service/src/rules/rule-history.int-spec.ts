import { UnitOfWork } from '@hybrid-fleet/service-kit';
import type { TestCaller } from '../../../packages/service-kit/test/test-service.js';
import { CARRIER, type PricingFleet, startPricing } from '../../test/pricing-fleet.js';
import { RuleRecords } from './rule.records.js';

const word = `history${process.pid}x${Date.now()}`;
const body = (changes: object = {}) => ({
  name: `Rule ${word}`,
  conditions: { carrierId: CARRIER },
  pricing: { baseRate: '12.5', currency: 'EUR' },
  ...changes,
});

describe("a pricing rule's history", () => {
  let fleet: PricingFleet;
  let editor: TestCaller;
  let auditor: TestCaller;

  beforeAll(async () => {
    fleet = await startPricing();
    editor = fleet.service.as('pricing:read', 'pricing:create', 'pricing:update', 'pricing:delete');
    auditor = fleet.service.as('audit:read');
  });
  afterAll(() => fleet?.stop());

  const created = async (changes: object = {}) => (await editor.post('pricing/rules', body(changes))).body;
  const historyOf = async (id: number) => (await auditor.get(`pricing/rules/${id}/history`)).body;
  const actionsOf = async (id: number) =>
    (await historyOf(id)).data.map(({ action, version }: { action: string; version: number }) => [action, version]);

  it('names the part of conditions and pricing that changed, exactly', async () => {
    const rule = await created({ priority: 3 });
    const changed = await editor
      .patch(`pricing/rules/${rule.id}`, {
        version: 1,
        pricing: { baseRate: '9999999999999.999999', currency: 'EUR', minimumCharge: '1' },
        validTo: '2026-12-31',
      })
      .set('x-request-id', 'rule-request-1');
    expect(changed.status).toBe(200);
    const { data } = await historyOf(rule.id);
    expect(data[0]).toMatchObject({
      action: 'updated',
      version: 2,
      actor: { kind: 'user', userId: 7, name: null },
      requestId: 'rule-request-1',
    });
    expect(data[0].changes).toEqual([
      { field: 'validTo', from: null, to: '2026-12-31' },
      { field: 'pricing.baseRate', from: rule.pricing.baseRate, to: '9999999999999.999999' },
      { field: 'pricing.minimumCharge', from: null, to: changed.body.pricing.minimumCharge },
    ]);
    expect(data[1].changes).toContainEqual({ field: 'priority', from: null, to: 3 });
    expect(data[1].changes).toContainEqual({ field: 'conditions', from: null, to: { carrierId: CARRIER } });
  });

  it('has one entry of two restores at once, and none of what was rolled back', async () => {
    const { id } = await created();
    await editor.delete(`pricing/rules/${id}`);
    const answers = await Promise.all([1, 2].map(() => editor.post(`pricing/rules/${id}/restore`)));
    expect(answers.map(({ status, body: { version, deletedAt } }) => [status, version, deletedAt])).toEqual([
      [200, 3, null],
      [200, 3, null],
    ]);
    const records = fleet.service.app.get(RuleRecords, { strict: false });
    const failing = fleet.service.app.get(UnitOfWork, { strict: false }).run(async () => {
      await records.save(await records.lock(id), { priority: 99 }, 'updated');
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await actionsOf(id)).toEqual([
      ['restored', 3],
      ['deleted', 2],
      ['created', 1],
    ]);
  });

  it('is closed to whoever may not audit', async () => {
    const { id } = await created();
    const refused = await editor.get(`pricing/rules/${id}/history`);
    expect([refused.status, refused.body.permission]).toEqual([403, 'audit:read']);
    const nobody = await auditor.get('pricing/rules/4294967290/history');
    expect([nobody.status, nobody.body.code]).toEqual([404, 'rule_not_found']);
  });

  it('leaves deleted rules in a list of their own, for who may restore them', async () => {
    const mine = `${word}gone`;
    const { id } = await created({ name: mine });
    await editor.delete(`pricing/rules/${id}`);
    expect((await editor.get(`pricing/rules?search=${mine}`)).body.data).toEqual([]);
    const { data } = (await editor.get(`pricing/rules?search=${mine}&deleted=true`)).body;
    expect(data).toMatchObject([{ id, version: 2, deletedAt: expect.stringMatching(/Z$/) }]);
    const refused = await fleet.service.as('pricing:read').get('pricing/rules?deleted=true');
    expect([refused.status, refused.body.permission]).toEqual([403, 'pricing:delete']);
  });
});
