import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import request from 'supertest';
import { until } from '../../packages/service-kit/test/until.js';
import { eventually, signInAsAdmin } from './support/fleet.js';

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** A second replica of customer-service, beside the fleet's own, on a port of its own. */
async function startReplica(): Promise<{ process: ChildProcess; url: string }> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(__dirname, '../../customer-service/dist/main.js')], {
    env: {
      ...process.env,
      CUSTOMER_SERVICE_PORT: String(port),
      LOG_LEVEL: 'silent',
      SHUTDOWN_TIMEOUT_MS: '10000',
    },
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  const ready = () => {
    if (child.exitCode !== null) throw new Error(`the second replica ended with ${child.exitCode}`);
    return request(url)
      .get('/api/v1/health/ready')
      .then((answer) => answer.status)
      .catch(() => 0);
  };
  // Ends at once when its process does, so that it may take as long as a busy machine takes.
  await eventually(
    'a second replica',
    async () => ready(),
    (status) => status === 200,
    300,
  );
  return { process: child, url };
}

describe('P19: SIGTERM', () => {
  it('lets every request that was begun be answered, and ends with exit code 0 within 10 s', async () => {
    const admin = await signInAsAdmin();
    const replica = await startReplica();
    const exit = new Promise<number | null>((resolve) => replica.process.once('exit', (code) => resolve(code)));
    const authorization = `Bearer ${admin.token}`;
    const answers: number[] = [];
    const lost: string[] = [];
    // As a gateway does: it asks every few moments whether the replica is ready, and sends only then.
    let sending = true;
    const watch = async () => {
      const ready = async () => (await request(replica.url).get('/api/v1/health/ready')).status === 200;
      await until(ready, (welcome) => !welcome);
      sending = false;
    };
    const caller = async () => {
      while (sending) {
        try {
          answers.push((await request(replica.url).get('/api/v1/customers?limit=5').set({ authorization })).status);
        } catch (error) {
          lost.push((error as { code?: string }).code ?? String(error));
        }
      }
    };
    const load = [watch(), ...Array.from({ length: 8 }, caller)];
    await until(() => answers.length > 20);
    replica.process.kill('SIGTERM');
    const code = await exit;
    await Promise.all(load);
    // A replica that is still busy after SHUTDOWN_TIMEOUT_MS, 10 s, ends with 1.
    expect(code).toBe(0);
    expect(answers.filter((status) => status !== 200)).toEqual([]);
    expect(lost).toEqual([]);
  });
});
