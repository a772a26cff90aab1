import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import request from 'supertest';
import { OperatorTree } from '../support/operator-tree.js';
import { inSharedDatabase, services } from './support/faults.js';
import { Caller, eventually, makeUser, origin, signInAsAdmin } from './support/fleet.js';

jest.setTimeout(300_000);

const AUTH = join(__dirname, '../../auth-service/dist');
/** Between two rounds of the visitor: it is there to be refused, not to make load. */
const PAUSE_MS = 300;
const run = promisify(execFile);

/** Another process of auth-service on this machine. */
class Replica {
  private constructor(
    readonly origin: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(env: Record<string, string>, port?: number): Promise<Replica> {
    const chosen = port ?? (await freePort());
    const child = spawn(process.execPath, [join(AUTH, 'main.js')], {
      env: { PATH: process.env.PATH, ...env, AUTH_SERVICE_PORT: String(chosen), LOG_LEVEL: 'error' },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const replica = new Replica(`http://127.0.0.1:${chosen}`, child);
    await eventually(
      'a replica to be ready',
      () => replica.readiness(),
      (text) => text === '200',
      120,
    );
    return replica;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }

  private async readiness(): Promise<string> {
    if (this.child.exitCode !== null) throw new Error(`the replica ended with ${this.child.exitCode}`);
    const answer = await fetch(`${this.origin}/api/v1/health/ready`).catch(() => undefined);
    return answer && answer.status !== 200 ? answer.text() : String(answer?.status);
  }
}

/** Somebody who signs in and refreshes, over and over, wherever auth-service answers. */
class Visitor {
  readonly refusals: string[] = [];
  rounds = 0;
  private running = true;
  private readonly done: Promise<void>;

  constructor(
    private readonly origins: () => string[],
    private readonly credentials: object,
  ) {
    this.done = this.visit();
  }

  async leave(): Promise<void> {
    this.running = false;
    await this.done;
  }

  private async visit(): Promise<void> {
    for (; this.running; this.rounds += 1) {
      for (const at of this.origins()) {
        const signedIn = await this.post(at, 'login', this.credentials);
        if (!signedIn) continue;
        await this.post(at, 'refresh', { refreshToken: signedIn.refreshToken });
        const mine = await request(origin('user'))
          .get('/api/v1/users?limit=1')
          .auth(signedIn.accessToken, { type: 'bearer' });
        if (mine.status === 401) this.refusals.push(`user-service: ${mine.text}`);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  private async post(at: string, path: string, body: object) {
    try {
      const answer = await request(at).post(`/api/v1/auth/${path}`).send(body);
      if (answer.status === 200) return answer.body;
      this.refusals.push(`${path}: ${answer.status} ${answer.text}`);
    } catch (error) {
      // One that is being restarted.
      if ((error as { code?: string }).code !== 'ECONNREFUSED') this.refusals.push(`${path}: ${error}`);
    }
    return undefined;
  }
}

/** As if so many seconds had passed since every signing key was made. */
const pass = (seconds: number) =>
  inSharedDatabase(
    `UPDATE signing_keys SET created_at = created_at - INTERVAL ? SECOND, active_from = active_from - INTERVAL ? SECOND,
       expires_at = expires_at - INTERVAL ? SECOND`,
    seconds,
    seconds,
    seconds,
  );

const kidOf = (token: string) => JSON.parse(Buffer.from(String(token.split('.')[0]), 'base64url').toString()).kid;

async function signInAt(at: string, credentials: object): Promise<string> {
  const answer = await request(at).post('/api/v1/auth/login').send(credentials);
  if (answer.status !== 200) throw new Error(`login at ${at} answered ${answer.status}: ${answer.text}`);
  return answer.body.accessToken;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What each service says to a request with this token. */
async function answers(token: string): Promise<number[]> {
  const caller = new Caller(token);
  const all = await Promise.all([
    caller.get('auth', 'auth/profile'),
    caller.get('user', 'users?limit=1'),
    caller.get('customer', 'customers?limit=1'),
    caller.get('carrier', 'carriers?limit=1'),
    caller.get('pricing', 'pricing/rules?limit=1'),
  ]);
  return all.map(({ status }) => status);
}

const ACCEPTED = [200, 200, 200, 200, 200];

describe('KEY_ENCRYPTION_KEY is rotated while the fleet runs', () => {
  const tree = new OperatorTree(process.env as Record<string, string>);
  const replicas: Replica[] = [];
  let visitor: Visitor | undefined;
  const start = async (port?: number) => {
    const replica = await Replica.start(tree.env, port);
    replicas.push(replica);
    return replica;
  };

  // The fleet has its own KEY_ENCRYPTION_KEY again, and a signing key that it opens.
  afterAll(async () => {
    await visitor?.leave();
    await Promise.all(replicas.map((replica) => replica.stop()));
    await services('stop', 'auth-service');
    await run(process.execPath, [join(AUTH, 'rotate-keys.js'), '--now'], { env: process.env });
    await services('start', 'auth-service');
    tree.remove();
  });

  it('no login or refresh fails, tokens hold until they expire, and the former keys are retired', async () => {
    const admin = await signInAsAdmin();
    const { email, password } = await makeUser(admin, ['admin']);
    const credentials = { email, password };
    const first = origin('auth');
    const open = [first];
    visitor = new Visitor(() => [...open], credentials);
    const before = await signInAt(first, credentials);

    for (let times = 0; times < 2; times += 1)
      expect((await tree.rotateSecrets(['KEY_ENCRYPTION_KEY'])).status).toBe(0);
    expect(tree.env.KEY_ENCRYPTION_KEY_PREVIOUS?.split(',').at(-1)).toBe(process.env.KEY_ENCRYPTION_KEY);
    expect(await answers(await signInAt(first, credentials))).toEqual(ACCEPTED);

    // A replica with the new .env beside one with the former: both sign, with the key that every service knows.
    const second = await start();
    open.push(second.origin);
    const former = kidOf(before);
    expect(kidOf(await signInAt(second.origin, credentials))).toBe(former);
    const refused = await tree.rotateSecrets(['--retire-previous']);
    expect([refused.status, refused.said.includes(`still needed by the signing keys ${former}`)]).toEqual([1, true]);
    expect(tree.env.KEY_ENCRYPTION_KEY_PREVIOUS).not.toBe('');

    // The next key signs; the replica that is not restarted yet passes it over, and its tokens are as good.
    await pass(3601);
    const next = await eventually(
      'the next key to sign',
      () => signInAt(second.origin, credentials),
      (token) => kidOf(token) !== former,
      30,
    );
    const lagging = await signInAt(first, credentials);
    expect(kidOf(lagging)).toBe(former);
    for (const token of [before, next, lagging]) expect(await answers(token)).toEqual(ACCEPTED);

    // It is restarted, too.
    open.shift();
    await services('stop', 'auth-service');
    await start(Number(process.env.AUTH_SERVICE_PORT));
    open.unshift(first);
    expect(kidOf(await signInAt(first, credentials))).toBe(kidOf(next));

    await pass(180);
    const retired = await tree.rotateSecrets(['--retire-previous']);
    expect([retired.status, tree.env.KEY_ENCRYPTION_KEY_PREVIOUS]).toEqual([0, '']);
    const third = await start();
    open.push(third.origin);
    expect(kidOf(await signInAt(third.origin, credentials))).toBe(kidOf(next));
    for (const token of [before, next, lagging]) expect(await answers(token)).toEqual(ACCEPTED);

    await visitor.leave();
    expect(visitor.refusals).toEqual([]);
    expect(visitor.rounds).toBeGreaterThan(10);
  });

  it('a signing key that got out is replaced at once: its tokens are refused, and everybody signs in as before', async () => {
    const admin = await signInAsAdmin();
    expect(await answers(admin.token ?? '')).toEqual(ACCEPTED);
    const { stdout } = await run(process.execPath, [join(AUTH, 'rotate-keys.js'), '--now'], {
      env: { ...process.env, ...tree.env, LOG_LEVEL: 'warn' },
    });
    expect(stdout).toMatch(/^key \S+ signs from now on; \d dropped/m);
    // A service that is restarted has never seen a token of the new key, and takes no former key from a cache.
    await services('stop', 'pricing-service');
    await services('start', 'pricing-service');
    expect((await admin.get('pricing', 'pricing/rules?limit=1')).status).toBe(401);
    const renewed = await eventually(
      'a login with the new key',
      signInAsAdmin,
      ({ token = '' }) => stdout.includes(kidOf(token)),
      30,
    );
    expect(await answers(renewed.token ?? '')).toEqual(ACCEPTED);
    await eventually(
      'the former token to be refused by all',
      () => answers(admin.token ?? ''),
      (statuses) => statuses.every((status) => status === 401),
      90,
    );
  });
});
