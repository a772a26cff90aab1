import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { anonymous, Caller, eventually, signInAsAdmin, unique } from './support/fleet.js';

const logs = join(process.env.HYBRID_TEST_DIR ?? '.', 'logs');

function logText(): string {
  return readdirSync(logs)
    .map((file) => readFileSync(join(logs, file), 'utf8'))
    .join('\n');
}

async function redisText(): Promise<string> {
  const redis = new Redis({
    host: process.env.REDIS_HOST,
    port: Number(process.env.REDIS_PORT),
    password: process.env.REDIS_PASSWORD,
  });
  try {
    const keys = await redis.keys('*');
    const values = await Promise.all(
      keys.map(async (key) => ((await redis.type(key)) === 'string' ? redis.get(key) : '')),
    );
    return [...keys, ...values].join('\n');
  } finally {
    redis.disconnect();
  }
}

describe('P34: no password, token or hash gets out', () => {
  it('not into a log, Redis or a history, after a day of sign-ins, mistakes and changes', async () => {
    const admin = await signInAsAdmin();
    const email = `${unique('secret')}@example.com`;
    const password = unique('first-password');
    const wrong = unique('wrong-password');
    const next = unique('second-password');
    const registered = await anonymous.post('auth', 'auth/register', {
      email,
      password,
      firstName: 'A',
      lastName: 'B',
    });
    expect(registered.status).toBe(201);
    expect((await anonymous.post('auth', 'auth/login', { email, password: wrong })).status).toBe(401);
    expect((await anonymous.post('auth', 'auth/login', { email, password, surprise: wrong })).status).toBe(400);
    const refreshed = await anonymous.post('auth', 'auth/refresh', { refreshToken: registered.body.refreshToken });
    expect(refreshed.status).toBe(200);
    const caller = new Caller(refreshed.body.accessToken);
    const change = { currentPassword: password, newPassword: next };
    expect((await caller.post('auth', 'auth/change-password', change)).status).toBe(204);
    const invited = await admin.post('user', 'users', {
      email: `${unique('invited')}@example.com`,
      firstName: 'C',
      lastName: 'D',
      roles: ['user'],
    });
    const invitation = new URL(invited.body.invitation.url).searchParams.get('token') as string;
    // A body that is no JSON, with a secret in it, is what a careless error message repeats.
    await anonymous.post('auth', 'auth/login', { email: { password } });

    const secrets = {
      password,
      wrong,
      next,
      invitation,
      accessToken: refreshed.body.accessToken as string,
      refreshToken: registered.body.refreshToken as string,
      rotatedToken: refreshed.body.refreshToken as string,
      redisPassword: process.env.REDIS_PASSWORD as string,
    };
    await eventually(
      'the log of these requests',
      async () => logText(),
      (text) => text.includes('/api/v1/auth/change-password'),
    );
    const histories = await Promise.all(
      [registered.body.user.id, invited.body.id].map((id) => admin.get('user', `users/${id}/history?limit=100`)),
    );
    expect(histories.map(({ body }) => body.data[0].action)).toEqual(['password_changed', 'created']);
    const history = histories.map(({ text }) => text).join('\n');
    const places = { logs: logText(), redis: await redisText(), history };
    for (const [place, text] of Object.entries(places)) {
      for (const [name, secret] of Object.entries(secrets)) {
        expect({ place, name, found: text.includes(secret) }).toEqual({ place, name, found: false });
      }
      expect({ place, bcrypt: /\$2[aby]\$\d\d\$/.test(text) }).toEqual({ place, bcrypt: false });
    }
  });

  it('not into an answer: a user shows no field that has to do with passwords', async () => {
    const admin = await signInAsAdmin();
    for (const path of ['users?limit=100', 'users/1', 'users/active']) {
      const answer = await admin.get('user', path);
      expect(answer.status).toBe(200);
      expect(answer.text).not.toMatch(/"[^"]*(password|hash|secret)[^"]*"\s*:/i);
      expect(answer.text).not.toMatch(/\$2[aby]\$/);
    }
  });
});
