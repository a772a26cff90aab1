import { startMessagingApp } from '../../test/messaging-app.js';
import { TcpProxy } from '../../test/tcp-proxy.js';
import { createTestDatabase } from '../../test/test-database.js';
import { expectRatioBelow, timed, timer } from '../../test/timing.js';
import { until } from '../../test/until.js';

/** Prometheus gives a scrape up after this (docker/monitoring/prometheus/prometheus.yml). */
const SCRAPE_TIMEOUT_MS = 5000;

describe('scrapes while the database hangs', () => {
  it('end before Prometheus gives up, also several at once and after one another', async () => {
    const database = await createTestDatabase();
    const proxy = await TcpProxy.to({
      host: String(process.env.SHARED_DB_HOST),
      port: Number(process.env.SHARED_DB_PORT),
    });
    const env = { TEST_DB_HOST: '127.0.0.1', TEST_DB_PORT: String(proxy.port) };
    const fleet = await startMessagingApp({ database, env });
    const scrape = async () => (await fleet.app.inject({ method: 'GET', url: '/metrics' })).body;
    try {
      await expectRatioBelow(1, async () => {
        await until(scrape, (body) => /part="database".* 1$/m.test(body));
        proxy.freeze();
        const scrapes = await timed(async () => {
          await Promise.all([scrape(), scrape()]);
          await scrape();
        });
        const limit = await timer(SCRAPE_TIMEOUT_MS);
        proxy.thaw();
        return scrapes / limit;
      });
    } finally {
      proxy.thaw();
      await fleet.close();
      await proxy.close();
      await database.drop();
    }
  });
});
