import { run, setUp, shell, smokeTest, tearDown } from './support/tree.js';

describe('the business databases on one server', () => {
  beforeAll(async () => {
    await tearDown();
    await setUp('--compact');
  });
  afterAll(tearDown);

  it('are two MySQL servers in all', async () => {
    const names = await run("docker ps --filter ancestor=mysql:9.7 --format '{{.Names}}'");
    expect(names.trim().split('\n').sort()).toEqual(['business-database', 'shared-user-database']);
  });

  it('pass the smoke test, accounts refused at the schemas of the others included', async () => {
    expect(await smokeTest()).toBe('25 passed, 0 failed');
  });

  it('are not left behind by a start that would begin with empty ones', async () => {
    const { code, output } = await shell('./scripts/setup/hybrid-setup.sh --docker');
    expect(code).toBe(2);
    expect(output).toContain('scripts/ops/backup.sh');
    expect(await smokeTest()).toBe('25 passed, 0 failed');
  });
});
