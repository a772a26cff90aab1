import { createServer } from 'node:net';
import { eventually, GatewayCaller } from './support/gateway.js';
import { run, settings, setUp, shell, smokeTest, tearDown, whileChanged } from './support/tree.js';

const PARTS = [
  'react-admin',
  'auth-service',
  'user-service',
  'customer-service',
  'carrier-service',
  'pricing-service',
  'shared-user-db',
  'customer-service-db',
  'carrier-service-db',
  'pricing-service-db',
  'shared-redis',
  'shared-rabbitmq',
];

async function customers(): Promise<number> {
  const admin = await GatewayCaller.asAdmin();
  return (await admin.get('customers/count')).body.count;
}

const containers = async () =>
  (await run('docker ps --quiet --filter network=fullstack-project-hybrid-network')).trim();

describe('hybrid-setup.sh --docker, from a fresh clone', () => {
  let output: string;
  beforeAll(async () => {
    await tearDown();
    output = await setUp('--demo');
  });

  it('ends with a table of every part and the login', () => {
    for (const part of PARTS) expect(output).toMatch(new RegExp(`^${part} +\\S+ +(ok|healthy) `, 'm'));
    expect(output).toContain('Login: admin@example.com / admin123');
  });

  it('gives a fleet that passes the smoke test, with demo data', async () => {
    expect(await smokeTest()).toBe('25 passed, 0 failed');
    expect(await customers()).toBeGreaterThan(50);
  });

  it('changes nothing when it is run again', async () => {
    const [before, known] = [await customers(), await containers()];
    await setUp('--demo');
    expect([await customers(), await containers()]).toEqual([before, known]);
  });

  it('is understood by status and logs', async () => {
    expect((await shell('./scripts/setup/hybrid-status.sh')).code).toBe(0);
    expect(await run('./scripts/setup/hybrid-logs.sh shared-rabbitmq -n 5')).toContain('shared-rabbitmq');
    const unknown = await shell('./scripts/setup/hybrid-logs.sh nobody');
    expect([unknown.code, unknown.output.includes('auth-service')]).toEqual([2, true]);
  });

  it('makes images under 350 MB, which run as nobody special on a root that cannot be written', async () => {
    const sizes = await run(
      "docker image inspect hybrid-fleet/auth-service hybrid-fleet/pricing-service --format '{{.Size}}'",
    );
    for (const size of sizes.trim().split('\n')) expect(Number(size)).toBeLessThan(350_000_000);
    expect(await run('docker exec auth-service id -u')).toBe('1000\n');
    expect((await shell('docker exec auth-service touch /app/here')).output).toContain('Read-only file system');
  });

  it('has no secret in an image, a command line or a log', async () => {
    const secrets = Object.entries(settings()).filter(([name]) => /_PASSWORD$|_SECRET$|^KEY_ENCRYPTION_KEY/.test(name));
    const written = await run(
      'docker history --no-trunc hybrid-fleet/auth-service; docker compose -f docker-compose.hybrid.yml logs --no-color; docker compose -f docker-compose.hybrid.yml top',
    );
    expect(secrets.length).toBeGreaterThan(15);
    // The published ones of development are also words of the logs: admin123 is in no password's place.
    expect(secrets.filter(([, value]) => value.length > 12 && written.includes(value)).map(([name]) => name)).toEqual(
      [],
    );
  });
});

describe('a secret that changes in .env', () => {
  it('holds everywhere after the next set-up, for all of them at once', async () => {
    const before = settings();
    const said = await run('./scripts/ops/rotate-secrets.sh --all');
    const rotated = Object.keys(before).filter((name) => settings()[name] !== before[name]);
    expect(rotated.length).toBeGreaterThan(15);
    for (const name of rotated) expect(said).not.toContain(settings()[name]);
    // Nothing has happened to the fleet yet: it can be rotated again, signed in to and backed up.
    await run('./scripts/ops/rotate-secrets.sh --all');
    expect(settings().KEY_ENCRYPTION_KEY_PREVIOUS?.split(',').at(-1)).toBe(before.KEY_ENCRYPTION_KEY);
    expect(await smokeTest()).toBe('25 passed, 0 failed');
    const backup = await run('./scripts/ops/backup.sh');
    expect(backup).toContain('complete: ');
    const early = await shell('./scripts/ops/rolling-restart.sh auth-service');
    expect([early.code, early.output.includes('SHARED_DB_PASSWORD')]).toEqual([1, true]);
    const signedInBefore = await GatewayCaller.asAdmin();
    await setUp();
    expect(await signedInBefore.get('customers/count')).toMatchObject({ status: 200 });
    const refused = await shell('./scripts/ops/rotate-secrets.sh --retire-previous');
    expect([refused.code, refused.output.includes('still needed by the signing keys')]).toEqual([1, true]);
    expect(await run('./scripts/ops/rotate-keys.sh --now')).toContain('signs from now on');
    await run('./scripts/ops/rotate-secrets.sh --retire-previous');
    expect(settings().KEY_ENCRYPTION_KEY_PREVIOUS).toBe('');
    await setUp();
    expect(await smokeTest()).toBe('25 passed, 0 failed');
  });
});

describe('a fleet in containers says what is wrong', () => {
  afterAll(tearDown);

  it('when no engine answers', async () => {
    const { code, output: said } = await shell('./scripts/setup/hybrid-setup.sh --docker', {
      DOCKER_HOST: 'unix:///nowhere/docker.sock',
    });
    expect(code).toBe(1);
    expect(said).toContain('Docker does not answer');
  });

  it('when an image cannot be built, and leaves what runs as it was', async () => {
    const before = await containers();
    await whileChanged(
      'Dockerfile',
      (text) => text.replace('USER node', "USER node\nRUN echo 'no such thing' >&2; false"),
      async () => {
        const { code, output: said } = await shell('./scripts/setup/hybrid-setup.sh --docker');
        expect(code).toBe(1);
        expect(said).toContain('docker compose build ended with');
        expect(said).toContain('no such thing');
      },
    );
    expect(await containers()).toBe(before);
  });

  it.each([
    ['CUSTOMER_DB_PASSWORD', 'customer-service'],
    ['REDIS_PASSWORD', 'carrier-service'],
    ['RABBITMQ_PASSWORD', 'pricing-service'],
  ])('when %s is not what the server has: %s names the variable and says no password', async (variable, service) => {
    const right = settings()[variable] as string;
    const wrong = 'a-wrong-one-of-mine';
    await whileChanged(
      '.env',
      (text) => text.replace(`${variable}=${right}`, `${variable}=${wrong}`),
      async () => {
        await run(`docker compose -f docker-compose.hybrid.yml up -d --no-deps ${service}`);
        const logs = () => run(`docker logs ${service}`);
        const said = await eventually(`${variable} in the log`, logs, (text) => text.includes(variable));
        expect([said.includes(wrong), said.includes(right)]).toEqual([false, false]);
      },
    );
    await setUp();
  });

  it('when a port is taken, by whom, and starts nothing', async () => {
    await tearDown();
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(3004, '127.0.0.1', resolve));
    try {
      const { code, output: said } = await shell('./scripts/setup/hybrid-setup.sh --docker');
      expect(code).toBe(1);
      expect(said).toContain(`3004 for customer-service: taken by pid ${process.pid}`);
      expect(said).toMatch(/--port-offset \d+/);
      expect(await containers()).toBe('');
    } finally {
      await new Promise((resolve) => holder.close(resolve));
    }
  });
});
