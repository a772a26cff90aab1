import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayCaller, makeUser, unique } from './support/gateway.js';
import { run, setUp, shell, smokeTest, tearDown } from './support/tree.js';

const SCHEMAS = ['pricing_service_db', 'carrier_service_db', 'customer_service_db', 'shared_user_db'];

describe('backup and restore of a fleet in containers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-backups-'));
  const lastName = unique('remembered');
  const find = async (noun: string) => (await (await GatewayCaller.asAdmin()).get(`${noun}?search=${lastName}`)).body;
  let backup: string;

  beforeAll(async () => {
    await tearDown();
    await setUp('--demo');
    await makeUser(await GatewayCaller.asAdmin(), lastName);
    await run(`./scripts/ops/backup.sh --to ${folder}`);
    backup = join(folder, readdirSync(folder).find((name) => name.endsWith('Z')) as string);
  });
  afterAll(async () => {
    await tearDown();
    rmSync(folder, { recursive: true });
  });

  it('P20: on empty servers every row is as in the backup', async () => {
    await tearDown();
    await setUp();
    expect((await find('users')).meta.total).toBe(0);
    const refused = await shell(`./scripts/ops/restore.sh ${backup}`);
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain('--overwrite');
    const output = await run(`./scripts/ops/restore.sh ${backup} --overwrite`);
    for (const schema of SCHEMAS)
      expect(output).toMatch(new RegExp(`${schema}: \\d+ tables, [\\d,]+ rows, all as in the backup`));
    expect((await find('users')).meta.total).toBe(1);
    expect(await smokeTest()).toBe('25 passed, 0 failed');
  });

  it('moves a fleet to the compact form', async () => {
    await tearDown();
    await setUp('--compact');
    await run(`./scripts/ops/restore.sh ${backup} --overwrite`);
    const { data } = await find('users');
    expect(data).toHaveLength(1);
    expect(await smokeTest()).toBe('25 passed, 0 failed');
  });
});
