import { DataSource } from 'typeorm';
import { type MessagingApp, startMessagingApp } from '../../test/messaging-app.js';
import { TcpProxy } from '../../test/tcp-proxy.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { until } from '../../test/until.js';
import { releaseVersion } from '../http/release-version.js';

describe("a service's metrics", () => {
  let database: TestDatabase;
  let proxy: TcpProxy;
  let fleet: MessagingApp;
  beforeAll(async () => {
    database = await createTestDatabase();
    proxy = await TcpProxy.to({ host: String(process.env.SHARED_DB_HOST), port: Number(process.env.SHARED_DB_PORT) });
    const env = { TEST_DB_HOST: '127.0.0.1', TEST_DB_PORT: String(proxy.port), DB_POOL_SIZE: '4' };
    fleet = await startMessagingApp({ database, env });
  });
  afterAll(async () => {
    proxy.thaw();
    await fleet?.close();
    await proxy?.close();
    await database?.drop();
  });

  async function scrape(): Promise<string> {
    return (await fleet.app.inject({ method: 'GET', url: '/metrics' })).body;
  }

  /** The value of each series of a metric, by its labels without the one that all have. */
  function series(text: string, name: string): Record<string, number> {
    const lines = [...text.matchAll(new RegExp(`^${name}\\{(.*)\\} (\\S+)$`, 'gm'))];
    const own = (labels = '') => labels.split(',').filter((label) => !label.startsWith('service='));
    return Object.fromEntries(lines.map(([, labels, value]) => [own(labels).join(), Number(value)]));
  }

  const UP = { 'part="database",critical="true"': 1, 'part="redis",critical="false"': 1 };

  it('say which parts work, and that requests are welcome', async () => {
    const text = await until(scrape, (body) => /part="rabbitmq".* 1$/m.test(body));
    expect(series(text, 'hybrid_part_up')).toEqual({ ...UP, 'part="rabbitmq",critical="false"': 1 });
    expect(series(text, 'hybrid_ready')).toEqual({ '': 1 });
    expect(series(text, 'hybrid_build_info')).toEqual({
      [`version="${releaseVersion()}",node="${process.versions.node}"`]: 1,
    });
    expect(series(text, 'hybrid_outbox_held')).toEqual({ '': 0 });
    expect(series(text, 'hybrid_dead_letters')).toEqual({ 'status="retrying"': 0, 'status="dead"': 0 });
  });

  it('show how much of the pool is in use and who waits for it', async () => {
    const dataSource = fleet.app.get(DataSource);
    const runners = Array.from({ length: 4 }, () => dataSource.createQueryRunner());
    const connecting = runners.map((runner) => runner.connect());
    const values = async () => {
      const text = await scrape();
      const value = (name: string) => series(text, `hybrid_db_pool_${name}`)[''];
      return [value('limit'), value('in_use'), Number(value('waiting')) > 0];
    };
    // Two connections belong to the relay and to the retries, so two of the four have to wait.
    expect(await until(values, ([, , waiting]) => waiting === true)).toEqual([4, 4, true]);
    for (const [n, connected] of connecting.entries()) void connected.then(() => runners[n]?.release());
    await Promise.all(connecting);
    await Promise.all(runners.map((runner) => runner.release()));
    expect(await until(values, ([, , waiting]) => waiting === false)).toEqual([4, expect.any(Number), false]);
  });

  it('come while the database hangs, and leave out what they cannot know', async () => {
    proxy.freeze();
    // Each reading is kept for a moment (BoundedReading), so one may still tell of the time before while another does not.
    const readBefore = /part="database".* 1$|^hybrid_(outbox|dead_letters).*\} /m;
    const text = await until(scrape, (body) => !readBefore.test(body));
    expect(series(text, 'hybrid_part_up')).toMatchObject({ 'part="database",critical="true"': 0 });
    expect(series(text, 'hybrid_ready')).toEqual({ '': 0 });
    for (const name of ['hybrid_outbox_pending', 'hybrid_outbox_lag_seconds', 'hybrid_dead_letters'])
      expect(series(text, name)).toEqual({});
    proxy.thaw();
    const back = await until(scrape, (body) => /part="database".* 1$/m.test(body) && /hybrid_outbox_held\{/.test(body));
    expect(series(back, 'hybrid_part_up')).toMatchObject(UP);
  });
});
