import { GatewayCaller, profiles } from './support/gateway.js';
import { Load } from './support/load.js';
import { run, setUp, shell, smokeTest } from './support/tree.js';

/** The ids of a service's containers. */
async function replicasOf(service: string): Promise<string[]> {
  const ids = await run(`docker ps --quiet --filter label=com.docker.compose.service=${service}`);
  return ids.trim().split('\n');
}

describe('two replicas of each service', () => {
  beforeAll(() => setUp('--replicas'));

  it('run behind the gateway, without a port of their own', async () => {
    const published = await Promise.all((await replicasOf('pricing-service')).map((id) => run(`docker port ${id}`)));
    expect(published).toEqual(['', '']);
  });

  it('pass the smoke test', async () => {
    expect(await smokeTest()).toBe('25 passed, 0 failed');
  });

  it('P18: a rolling restart under load shows no error, and nothing is lost', async () => {
    const admin = await GatewayCaller.asAdmin();
    const load = new Load(admin);
    const { code, output } = await shell('./scripts/ops/rolling-restart.sh');
    const { statuses, refused, created } = await load.stop();
    expect({ code, refused, statuses: Object.keys(statuses).sort() }).toEqual({
      code: 0,
      refused: [],
      statuses: ['GET 200', 'POST 201'],
    });
    expect(output.match(/replica 2 of 2 is replaced/g)).toHaveLength(5);
    expect(created).toBeGreaterThan(100);
    expect(await profiles(admin, load.lastName)).toBe(created);
  });

  it('one of them killed: reads go on at the other', async () => {
    const admin = await GatewayCaller.asAdmin();
    const [one] = await replicasOf('carrier-service');
    await run(`docker kill ${one}`);
    const answers = [];
    for (let call = 0; call < 20; call++) answers.push((await admin.get('carriers?limit=1')).status);
    expect(answers).toEqual(Array(20).fill(200));
    await setUp('--replicas');
  });
});
