import { UnitOfWork } from '@hybrid-fleet/service-kit';
import { type TestCaller, TestService } from '../../../packages/service-kit/test/test-service.js';
import { database } from '../database.js';
import { service } from '../service.js';
import { CarrierRecords } from './carrier.records.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
let serial = 0;
const unique = (word: string) => `${word}-${process.pid}-${Date.now().toString(36)}-${++serial}`;
const body = (changes: object = {}) => ({ name: unique('Carrier'), code: unique('code'), ...changes });

describe("a carrier's history", () => {
  let fleet: TestService;
  let editor: TestCaller;
  let auditor: TestCaller;

  beforeAll(async () => {
    fleet = await TestService.start({ service, database });
    editor = fleet.as('carriers:read', 'carriers:create', 'carriers:update', 'carriers:delete');
    auditor = fleet.as('audit:read');
  });
  afterAll(() => fleet?.stop());

  const created = async (changes: object = {}) => {
    const answer = await editor.post('carriers', body(changes));
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const historyOf = async (id: number, query = '') => (await auditor.get(`carriers/${id}/history${query}`)).body;
  const actionsOf = async (id: number) =>
    (await historyOf(id)).data.map(({ action, version }: { action: string; version: number }) => [action, version]);

  it('says who changed what, when and by which request, the newest first', async () => {
    const services = [{ code: 'express', name: 'Express', minDays: 1, maxDays: 2, maxWeightKg: 30 }];
    const carrier = await created({ website: 'https://example.com' });
    const before = Date.now();
    const changed = await editor
      .patch(`carriers/${carrier.id}`, { version: 1, name: `${carrier.name}!`, website: null, services })
      .set({ 'x-request-id': 'the-request-7', traceparent: `00-${TRACE}-00f067aa0ba902b7-01` });
    expect(changed.status).toBe(200);
    const { data, meta } = await historyOf(carrier.id);
    expect(meta).toEqual({ page: 1, limit: 20, total: 2, totalPages: 1 });
    expect(data).toEqual([
      {
        id: expect.any(Number),
        action: 'updated',
        version: 2,
        changes: [
          { field: 'name', from: carrier.name, to: `${carrier.name}!` },
          { field: 'website', from: 'https://example.com', to: null },
          { field: 'services', from: [], to: [{ ...services[0], dimensionalDivisor: null }] },
        ],
        actor: { kind: 'user', userId: 7, name: null },
        requestId: 'the-request-7',
        traceId: TRACE,
        createdAt: expect.any(String),
      },
      {
        id: expect.any(Number),
        action: 'created',
        version: 1,
        changes: [
          { field: 'name', from: null, to: carrier.name },
          { field: 'code', from: null, to: carrier.code },
          { field: 'isActive', from: null, to: true },
          { field: 'website', from: null, to: 'https://example.com' },
        ],
        actor: { kind: 'user', userId: 7, name: null },
        requestId: expect.any(String),
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
        createdAt: expect.any(String),
      },
    ]);
    const at = Date.parse(data[0].createdAt);
    expect(at).toBeGreaterThan(before - 2000);
    expect(at).toBeLessThan(Date.now() + 2000);
  });

  it('goes on through delete and restore, is read of what is deleted, and is paged', async () => {
    const { id } = await created();
    await editor.delete(`carriers/${id}`);
    expect(await actionsOf(id)).toEqual([
      ['deleted', 2],
      ['created', 1],
    ]);
    await editor.post(`carriers/${id}/restore`);
    const second = await historyOf(id, '?limit=1&page=2');
    expect(second.meta).toEqual({ page: 2, limit: 1, total: 3, totalPages: 3 });
    expect(second.data).toMatchObject([{ action: 'deleted', changes: [] }]);
    const oldest = await historyOf(id, '?sort=id');
    expect(oldest.data.map(({ action }: { action: string }) => action)).toEqual(['created', 'deleted', 'restored']);
  });

  it('has nothing of a change that was rolled back or refused', async () => {
    const { id } = await created();
    const other = await created();
    const records = fleet.app.get(CarrierRecords, { strict: false });
    const failing = fleet.app.get(UnitOfWork, { strict: false }).run(async () => {
      await records.save(await records.lock(id), { description: 'never' }, 'updated');
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect((await editor.patch(`carriers/${id}`, { version: 1, name: other.name })).status).toBe(409);
    expect((await editor.patch(`carriers/${id}`, { version: 9, description: 'late' })).status).toBe(409);
    expect(await actionsOf(id)).toEqual([['created', 1]]);
  });

  it('is one entry of two restores at once', async () => {
    const { id } = await created();
    await editor.delete(`carriers/${id}`);
    const answers = await Promise.all([1, 2].map(() => editor.post(`carriers/${id}/restore`)));
    expect(answers.map(({ status, body: { version } }) => [status, version])).toEqual([
      [200, 3],
      [200, 3],
    ]);
    expect(await actionsOf(id)).toEqual([
      ['restored', 3],
      ['deleted', 2],
      ['created', 1],
    ]);
    expect(await fleet.eventsOf('carrier', id)).toEqual(['carrier.created', 'carrier.deleted', 'carrier.restored']);
  });

  it.each(['name', 'code'])('stays silent of a restore whose %s was taken meanwhile', async (field) => {
    const carrier = await created();
    await editor.delete(`carriers/${carrier.id}`);
    await created({ [field]: carrier[field] });
    const refused = await editor.post(`carriers/${carrier.id}/restore`);
    expect([refused.status, refused.body.code]).toEqual([409, `${field}_taken`]);
    expect(refused.body.errors).toEqual([{ field, message: `Another carrier has this ${field}.` }]);
    expect((await historyOf(carrier.id)).meta.total).toBe(2);
  });

  it('is closed to whoever may not audit; no carrier has none', async () => {
    const { id } = await created();
    const refused = await editor.get(`carriers/${id}/history`);
    expect([refused.status, refused.body.permission]).toEqual([403, 'audit:read']);
    expect((await fleet.anonymous.get(`carriers/${id}/history`)).status).toBe(401);
    const nobody = await auditor.get('carriers/4294967290/history');
    expect([nobody.status, nobody.body.code]).toEqual([404, 'carrier_not_found']);
    expect((await auditor.get(`carriers/${id}/history?search=x`)).status).toBe(400);
  });

  it('is empty for a carrier from before histories', async () => {
    const { id } = await created();
    await fleet.query("DELETE FROM history WHERE resource = 'carriers' AND resource_id = ?", [id]);
    expect(await historyOf(id)).toEqual({ data: [], meta: { page: 1, limit: 20, total: 0, totalPages: 0 } });
  });
});

describe('deleted carriers', () => {
  let fleet: TestService;
  beforeAll(async () => {
    fleet = await TestService.start({ service, database });
  });
  afterAll(() => fleet?.stop());

  it('are listed and counted for who may restore them, and for nobody else', async () => {
    const editor = fleet.as('carriers:read', 'carriers:create', 'carriers:delete');
    const word = unique('Gone').replaceAll('-', '');
    const [gone] = [1, 2].map((n) => ({ name: `${word} ${n}`, code: unique('code') }));
    const { id } = (await editor.post('carriers', gone)).body;
    const { id: livingId } = (await editor.post('carriers', { name: `${word} 2`, code: unique('code') })).body;
    await editor.delete(`carriers/${id}`);
    const listed = async (query: string) =>
      (await editor.get(`carriers?search=${word}${query}`)).body.data.map(
        (carrier: { id: number; deletedAt: string | null }) => [carrier.id, carrier.deletedAt !== null],
      );
    expect(await listed('&deleted=true&sort=-deletedAt')).toEqual([[id, true]]);
    expect(await listed('')).toEqual([[livingId, false]]);
    expect(await listed('&deleted=false')).toEqual([[livingId, false]]);
    expect((await editor.get(`carriers/count?search=${word}&deleted=true`)).body).toEqual({ count: 1 });
    const reader = fleet.as('carriers:read');
    for (const path of ['carriers?deleted=true', 'carriers/count?deleted=true']) {
      const refused = await reader.get(path);
      expect([refused.status, refused.body.permission]).toEqual([403, 'carriers:delete']);
    }
    expect((await editor.get('carriers/active?deleted=true')).status).toBe(400);
  });
});
