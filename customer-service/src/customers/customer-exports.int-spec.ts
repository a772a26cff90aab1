import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DataSource } from 'typeorm';
import { TestService } from '../../../packages/service-kit/test/test-service.js';
import { database } from '../database.js';
import { service } from '../service.js';

const MANY = 20_000;

const HEADINGS =
  '\uFEFFid,userId,email,firstName,lastName,phone,companyName,dateOfBirth,customerType,isActive,address.street,address.city,' +
  'address.state,address.zipCode,address.country,addresses,preferences,notes,version,createdAt,updatedAt,deletedAt\r\n';

let serial = 0;
const unique = (word: string) => `${word}${process.pid}x${Date.now()}x${++serial}`;

describe('an export of customers', () => {
  let fleet: TestService;
  let editor: ReturnType<TestService['as']>;

  beforeAll(async () => {
    fleet = await TestService.start({ service, database });
    editor = fleet.as('customers:read', 'customers:create', 'customers:update', 'customers:delete');
  });
  afterAll(() => fleet?.stop());

  async function created(changes: object) {
    const body = { email: `${unique('e')}@example.com`, firstName: 'Ann', lastName: 'Lee', ...changes };
    const answer = await editor.post('customers', body);
    if (answer.status !== 201) throw new Error(`creating a customer answered ${answer.status}: ${answer.text}`);
    return answer.body;
  }

  const exported = (query: string) => editor.get(`customers/export?${query}`);
  const linesOf = (text: string) => text.split('\r\n').slice(1, -1);
  const idsOf = (text: string) => linesOf(text).map((line) => Number(line.split(',', 1)[0]));

  it('is a CSV file of today, in which text is quoted and formulas are text', async () => {
    const word = unique('Quoted');
    const address = { street: '1, "Main" St', city: 'Lyon', zipCode: '69001', country: 'FR' };
    const customer = await created({
      firstName: '=SUM(A1)',
      lastName: word,
      phone: '+33 1 23 45 67 89',
      companyName: '-Ng & Co',
      dateOfBirth: '1990-02-28',
      customerType: 'vip',
      address,
      addresses: [address, { ...address, street: 'Rue 2', state: 'Rhône' }],
      preferences: { colours: ['red'] },
      notes: 'First line\nالجرس, "rings"',
    });
    const today = () => new Date().toISOString().slice(0, 10);
    const asked = today();
    const answer = await exported(`search=${word}`);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'cache-control': 'no-store',
    });
    // Midnight may have come between the two.
    expect([asked, today()].map((day) => `attachment; filename="customers-${day}.csv"`)).toContain(
      answer.headers['content-disposition'],
    );
    expect(answer.text).toBe(
      `${HEADINGS}${customer.id},,${customer.email},'=SUM(A1),${word},'+33 1 23 45 67 89,'-Ng & Co,1990-02-28,vip,true,` +
        '"1, ""Main"" St",Lyon,,69001,FR,"1, ""Main"" St, 69001 Lyon, FR\nRue 2, 69001 Lyon, Rhône, FR",' +
        `"{""colours"":[""red""]}","First line\nالجرس, ""rings""",1,${customer.createdAt},${customer.updatedAt},\r\n`,
    );
  });

  it('is the heading alone where nothing matches', async () => {
    expect((await exported(`search=${unique('nobody')}`)).text).toBe(HEADINGS);
  });

  it.each([
    'sort=lastName',
    'sort=-companyName',
    'sort=companyName&isActive=true',
    'hasUser=false&sort=-createdAt',
    'country=DE',
  ])('has what the list has, in its order, for %s', async (query) => {
    const word = unique('Same');
    for (const [lastName, companyName, isActive, country] of [
      ['Zed', null, true, 'DE'],
      ['abel', 'Beta', false, 'FR'],
      ['Abel', 'Alpha', true, 'DE'],
    ]) {
      const address = { street: 'S', city: 'C', country };
      await created({ firstName: word, lastName, companyName, isActive, address });
    }
    const listed = await editor.get(`customers?search=${word}&${query}`);
    expect(listed.body.data.length).toBeGreaterThan(0);
    expect(idsOf((await exported(`search=${word}&${query}`)).text)).toEqual(
      listed.body.data.map(({ id }: { id: number }) => id),
    );
  });

  it('has what was deleted only when that is asked for, by who may delete', async () => {
    const word = unique('Gone');
    const kept = await created({ lastName: word });
    const gone = await created({ lastName: word });
    await editor.delete(`customers/${gone.id}`);
    expect(idsOf((await exported(`search=${word}`)).text)).toEqual([kept.id]);
    const deleted = (await exported(`search=${word}&deleted=true`)).text;
    expect(idsOf(deleted)).toEqual([gone.id]);
    expect(deleted).toMatch(/,\d{4}-\d\d-\d\dT[\d:.]+Z\r\n$/);
    const refused = await fleet.as('customers:read').get('customers/export?deleted=true');
    expect([refused.status, refused.body.permission]).toEqual([403, 'customers:delete']);
  });

  it('takes no page, no unknown filter and nobody without the permission', async () => {
    for (const query of ['page=1', 'limit=10', 'colour=red', 'sort=notes']) {
      expect({ query, status: (await exported(query)).status }).toEqual({ query, status: 400 });
    }
    expect((await fleet.as('customers:update', 'users:read').get('customers/export')).status).toBe(403);
    expect((await fleet.anonymous.get('customers/export')).status).toBe(401);
  });

  describe(`of ${MANY} customers`, () => {
    const word = unique('Many');
    /** The statements that read a batch of records. */
    const batchesRead = () => asked.mock.calls.filter(([sql]) => /FROM `customers`.* IN \(/s.test(sql)).length;
    let asked: jest.SpyInstance<void, [sql: string, parameters?: unknown[]]>;

    beforeAll(async () => {
      for (let start = 0; start < MANY; start += 2000) {
        const rows = Array.from({ length: 2000 }, (_, index) => {
          const number = String(start + index).padStart(5, '0');
          return [`${word.toLowerCase()}-${number}@example.com`, 'Ann', word, 'n'.repeat(2000)];
        });
        const values = "(?, ?, ?, ?, 'retail', 1, '[]', 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))";
        await fleet.query(
          `INSERT INTO customers (email, first_name, last_name, notes, customer_type, is_active, addresses, version, created_at,
           updated_at) VALUES ${rows.map(() => values).join(', ')}`,
          rows.flat(),
        );
      }
    });
    afterAll(() => fleet?.query('DELETE FROM customers WHERE last_name = ?', [word]));
    beforeEach(() => {
      asked = jest.spyOn(fleet.app.get(DataSource).logger, 'logQuery') as never;
    });
    afterEach(() => asked.mockRestore());

    const open = (query = 'sort=email') =>
      new Promise<IncomingMessage>((resolve, reject) => {
        const { port } = fleet.app.getHttpServer().address() as AddressInfo;
        const headers = { authorization: `Bearer ${editor.bearer}` };
        get({ port, path: `/api/v1/customers/export?search=${word}&${query}`, headers }, resolve).on('error', reject);
      });

    /** Batches read when the service has stopped reading: it reads none while it answers ten other requests. */
    async function stalled(): Promise<number> {
      for (;;) {
        const before = batchesRead();
        for (let request = 0; request < 10; request++) await editor.get('customers/count').expect(200);
        if (before > 0 && batchesRead() === before) return before;
      }
    }

    it('comes in batches, whole, in memory that does not grow with it', async () => {
      setFlagsFromString('--expose-gc');
      const collect = runInNewContext('gc') as () => void;
      const held = () => {
        collect();
        const { heapUsed, external } = process.memoryUsage();
        return (heapUsed + external) / 1e6;
      };
      const before = held();
      let [megabytes, records, highest, next] = [0, 0, 0, 0];
      for await (const chunk of await open()) {
        megabytes += chunk.length / 1e6;
        records += chunk.toString('latin1').split('\r\n').length - 1;
        if (megabytes < next) continue;
        next += 2;
        highest = Math.max(highest, held());
      }
      expect(records).toBe(MANY + 1);
      expect(megabytes).toBeGreaterThan(40);
      expect(batchesRead()).toBe(MANY / 200);
      expect(highest - before).toBeLessThan(12);
    });

    it('is of one moment: what is added, moved or deleted meanwhile adds no row, repeats none and leaves none out', async () => {
      const answer = await open();
      await new Promise((resolve) => answer.once('readable', resolve));
      expect(await stalled()).toBeLessThan(MANY / 200 / 2);
      const email = (number: number) => `${word.toLowerCase()}-${String(number).padStart(5, '0')}@example.com`;
      const change = (sql: string, number: number) =>
        fleet.query(`UPDATE customers SET ${sql} WHERE email = ?`, [email(number)]);
      await change("email = CONCAT('a-', email)", MANY - 2);
      await change("email = CONCAT('z-', email)", 3);
      await change('deleted_at = UTC_TIMESTAMP(3)', MANY - 1);
      await created({ email: `${word.toLowerCase()}-99999@example.com`, lastName: word });
      let text = '';
      for await (const chunk of answer) text += chunk;
      const emails = linesOf(text).map((line) => line.split(',')[2]);
      const expected = Array.from({ length: MANY - 1 }, (_, number) => email(number));
      expected[MANY - 2] = `a-${email(MANY - 2)}`;
      expect(emails).toEqual(expected);
    });

    it('ends the reading when the client goes away', async () => {
      const answer = await open('sort=-email');
      await new Promise((resolve) => answer.once('readable', resolve));
      answer.destroy();
      expect(await stalled()).toBeLessThan(MANY / 200 / 2);
      expect((await editor.get('customers/count')).status).toBe(200);
    });

    it('that breaks off half way never looks whole', async () => {
      const read = async () => {
        for await (const _ of await open());
      };
      asked.mockImplementation((sql) => {
        if (batchesRead() === 10 && / IN \(/.test(sql)) throw new Error('the database went away');
      });
      await expect(read()).rejects.toMatchObject({ code: 'ECONNRESET' });
    });
  });
});
