import { Logger } from '@nestjs/common';
import { startMessagingApp } from '../../test/messaging-app.js';
import { TcpProxy } from '../../test/tcp-proxy.js';
import { createTestDatabase } from '../../test/test-database.js';
import { expectRatioBelow, timed } from '../../test/timing.js';

// The failures that these tests cause are expected: their log lines would only hide others.
Logger.overrideLogger(false);

describe('a service without its broker', () => {
  it('takes about as long to start as one with it, and less to stop than to start', async () => {
    const broker = await TcpProxy.to({ host: '127.0.0.1', port: 1 });
    await broker.close();
    const database = await createTestDatabase();
    const run = async (env: Record<string, string>) => {
      let fleet: Awaited<ReturnType<typeof startMessagingApp>> | undefined;
      const start = await timed(async () => {
        fleet = await startMessagingApp({ database, env, prefix: 'test.away.' });
      });
      return { start, stop: await timed(async () => fleet?.close()) };
    };
    try {
      // The first start creates the tables.
      await run({});
      await expectRatioBelow(1, async () => {
        const [without, beside] = [await run({ RABBITMQ_PORT: String(broker.port) }), await run({})];
        // A start that waited for the broker, or a stop that did, would wait for seconds.
        return Math.max(without.start / (4 * beside.start), without.stop / (2 * beside.start));
      });
    } finally {
      await database.drop();
    }
  });
});
