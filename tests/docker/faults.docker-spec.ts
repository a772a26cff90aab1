import { exitCode, killProcess, restarts, untilHealthy } from './support/containers.js';
import { eventually, GatewayCaller, profiles, unique } from './support/gateway.js';
import { Load } from './support/load.js';
import { run, setUp, smokeTest } from './support/tree.js';

const CONTAINERS = [
  'shared-rabbitmq',
  'shared-redis',
  'shared-user-database',
  'customer-service-db',
  'carrier-service-db',
  'pricing-service-db',
  'auth-service',
  'user-service',
  'customer-service',
  'carrier-service',
  'pricing-service',
  'react-admin',
];

describe('a fleet in containers', () => {
  beforeAll(() => setUp());

  it('has every container back after a kill -9, and loses nothing that was accepted', async () => {
    const admin = await GatewayCaller.asAdmin();
    const lastName = unique('survivor');
    let accepted = 0;
    const tryToMake = async () => {
      const email = `${unique('survivor')}@example.com`;
      const { status } = await admin.post('users', { email, firstName: 'Still', lastName, roles: ['user'] });
      if (status === 201) accepted += 1;
    };
    for (const container of CONTAINERS) {
      const before = await restarts(container);
      await tryToMake();
      await killProcess(container);
      await tryToMake();
      await untilHealthy(container);
      expect([container, await restarts(container)]).toEqual([container, before + 1]);
    }
    expect(accepted).toBeGreaterThanOrEqual(CONTAINERS.length);
    const made = await eventually(
      'a profile for every accepted user',
      () => profiles(admin, lastName),
      (count) => count >= accepted,
    );
    expect(made).toBe(accepted);
    expect(await smokeTest()).toBe('25 passed, 0 failed');
  });

  it('P19: docker stop under load lets every request be answered, and exits 0 within 10 s', async () => {
    const admin = await GatewayCaller.asAdmin();
    const load = new Load(admin);
    await load.answered(40);
    await run('docker stop --time 10 customer-service');
    const code = await exitCode('customer-service');
    await run('docker start customer-service');
    await untilHealthy('customer-service');
    const { statuses, created } = await load.stop();
    // Docker kills what has not ended after its 10 s, which is code 137.
    expect(code).toBe(0);
    // While its only replica is away the gateway says so; nothing is cut off in the middle, and no refused one is stored.
    const expected = ['GET 200', 'GET 503', 'POST 201', 'POST 503'];
    expect(Object.keys(statuses).filter((status) => !expected.includes(status))).toEqual([]);
    expect(await profiles(admin, load.lastName)).toBe(created);
  });
});
