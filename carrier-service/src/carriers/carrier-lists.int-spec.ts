import { type TestCaller, TestService } from '../../../packages/service-kit/test/test-service.js';
import { database } from '../database.js';
import { service } from '../service.js';

const NOBODY = 4_294_967_290;
const HEADINGS =
  '\uFEFFid,name,code,description,ownerId,isActive,contactEmail,contactPhone,website,trackingUrlTemplate,services,coverage,' +
  'version,createdAt,updatedAt,deletedAt\r\n';

let serial = 0;
const unique = (word: string) => `${word}${process.pid}x${Date.now()}x${++serial}`;

describe('carriers as a whole', () => {
  let fleet: TestService;
  let editor: TestCaller;

  beforeAll(async () => {
    fleet = await TestService.start({ service, database });
    editor = fleet.as('carriers:read', 'carriers:create', 'carriers:update', 'carriers:delete');
  });
  afterAll(() => fleet?.stop());

  async function created(changes: object = {}) {
    const name = unique('Carrier');
    const answer = await editor.post('carriers', { name, code: name, ...changes });
    if (answer.status !== 201) throw new Error(`creating a carrier answered ${answer.status}: ${answer.text}`);
    return answer.body;
  }
  const bulk = (action: string, ids: number[], caller = editor) => caller.post('carriers/bulk', { ids, action });

  it('P35: are exported with their services and coverage in words, and no formula', async () => {
    const word = unique('Export');
    const service = { code: 'EXP', name: 'Express, fast', minDays: 1, maxDays: 2, maxWeightKg: 30.5 };
    const carrier = await created({
      name: `@${word}`,
      description: `say "hi"\nto ${word}`,
      contactPhone: '+49 30 1234567',
      trackingUrlTemplate: 'https://example.com/t/{trackingNumber}',
      services: [
        { ...service, dimensionalDivisor: 5000 },
        { ...service, code: 'ECO', name: 'Slow', maxDays: 9 },
      ],
      coverage: [{ country: 'FR' }, { country: 'DE', postcodePrefixes: ['10', '12'] }],
    });
    const other = await created({ name: `Z ${word}`, isActive: false });
    const answer = await editor.get(`carriers/export?search=${word}&sort=-name`);
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="carriers-\d{4}-\d\d-\d\d\.csv"$/);
    const [heading, ...lines] = answer.text.split('\r\n');
    expect(`${heading}\r\n`).toBe(HEADINGS);
    expect(lines).toEqual([
      `${other.id},Z ${word},${other.code},,,false,,,,,,,1,${other.createdAt},${other.updatedAt},`,
      `${carrier.id},'@${word},${carrier.code},"say ""hi""\nto ${word}",,true,,'+49 30 1234567,,https://example.com/t/{trackingNumber},` +
        '"EXP Express, fast, 1-2 days, up to 30.5 kg, 5000 cm³ as one kg\nECO Slow, 1-9 days, up to 30.5 kg","FR\nDE 10 12",' +
        `1,${carrier.createdAt},${carrier.updatedAt},`,
      '',
    ]);
    const french = await editor.get(`carriers/export?search=${word}&country=FR&isActive=true`);
    expect(french.text.split('\r\n').length).toBe(4 - 1);
    expect(french.text).toContain(`\n${carrier.id},`);
  });

  it('are changed many at once, each by itself, and tell how each went', async () => {
    const [one, two] = [await created(), await created()];
    expect((await bulk('deactivate', [one.id, two.id])).body).toMatchObject({ succeeded: 2, failed: 0 });
    expect((await editor.get(`carriers/${one.id}`)).body).toMatchObject({ isActive: false, version: 2 });
    expect((await bulk('activate', [one.id])).body.succeeded).toBe(1);
    expect(await fleet.eventsOf('carrier', one.id)).toEqual(['carrier.created', 'carrier.updated', 'carrier.updated']);
    await bulk('delete', [one.id, two.id]);
    await created({ name: two.name });
    const { status, body } = await bulk('restore', [two.id, NOBODY, one.id]);
    expect({ status, results: body.results }).toEqual({
      status: 200,
      results: [
        { id: two.id, ok: false, status: 409, code: 'name_taken', detail: 'Another carrier has this name.' },
        { id: NOBODY, ok: false, status: 404, code: 'carrier_not_found', detail: 'There is no such carrier.' },
        { id: one.id, ok: true },
      ],
    });
    expect((await editor.get(`carriers/${one.id}`)).status).toBe(200);
    expect((await editor.get(`carriers/${two.id}`)).status).toBe(404);
  });

  it('are closed to who may not, and then nothing changes', async () => {
    const { id } = await created();
    expect((await bulk('delete', [id], fleet.as('carriers:update'))).body.permission).toBe('carriers:delete');
    expect((await bulk('deactivate', [id], fleet.as('carriers:delete'))).body.permission).toBe('carriers:update');
    expect((await bulk('deactivate', [id], fleet.as('carriers:read', 'customers:update'))).status).toBe(403);
    expect((await bulk('deactivate', [id], fleet.anonymous)).status).toBe(401);
    expect((await fleet.as('customers:read').get('carriers/export')).status).toBe(403);
    expect((await fleet.anonymous.get('carriers/export')).status).toBe(401);
    expect((await editor.get(`carriers/${id}`)).body).toMatchObject({ isActive: true, version: 1 });
  });
});
