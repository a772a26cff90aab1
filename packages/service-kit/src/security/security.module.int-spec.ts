import { Controller, Get, Global, Logger, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { serviceClaims, signing, token, userClaims } from '../../test/access-tokens.js';
import { HttpPeer, json } from '../../test/http-peer.js';
import { RedisServer } from '../../test/redis-server.js';
import { until } from '../../test/until.js';
import { RedisConnection } from '../cache/redis.connection.js';
import { CONFIG } from '../config/environment.js';
import { ProblemFilter } from '../errors/problem.filter.js';
import { APP_INFO } from '../http/app-info.js';
import { SignedIn } from './access.decorators.js';
import { publishRevocation, type Revocation } from './revocation.js';
import { SecurityModule } from './security.module.js';

// The failures that these tests cause are expected: their log lines would only hide others.
Logger.overrideLogger(false);

@Controller('things')
class ThingsController {
  @SignedIn() @Get() read() {
    return { ok: true };
  }
  @SignedIn() @Post() write() {
    return { ok: true };
  }
}

describe('a service that verifies tokens with what auth-service says', () => {
  let redis: RedisServer;
  let auth: HttpPeer;
  let app: NestFastifyApplication;
  let revoked: Revocation[];

  async function start() {
    const config = {
      ...redis.settings,
      AUTH_SERVICE_URL: auth.url,
      CACHE_TTL_JWKS_SECONDS: 3600,
      CUSTOMER_SERVICE_CLIENT_SECRET: 'customer-secret',
      PEER_TIMEOUT_MS: 1000,
    };
    const providers = [
      { provide: CONFIG, useValue: config },
      { provide: APP_INFO, useValue: { name: 'customer-service' } },
    ];
    @Global()
    @Module({ providers, exports: [CONFIG, APP_INFO] })
    class ConfigModule {}
    @Module({ imports: [ConfigModule, SecurityModule.forRoot()], controllers: [ThingsController] })
    class AppModule {}
    const adapter = new FastifyAdapter();
    app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter, { logger: false });
    app.useGlobalFilters(new ProblemFilter());
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  }

  async function ask(method: 'GET' | 'POST', bearer: string) {
    const response = await app.inject({ method, url: '/things', headers: { authorization: `Bearer ${bearer}` } });
    return response.statusCode < 400 ? response.statusCode : response.json().code;
  }

  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  beforeEach(async () => {
    revoked = [];
    auth = await HttpPeer.start();
    auth.answer = ({ url, headers, body }, response) => {
      if (url === '/.well-known/jwks.json') {
        const key = signing.publicKey.export({ format: 'jwk' });
        return json(response, 200, { keys: [{ ...key, kid: 'k1', alg: 'RS256', use: 'sig' }] });
      }
      if (url === '/api/v1/auth/token') {
        const known = JSON.parse(body).client_secret === 'customer-secret';
        return json(response, known ? 200 : 401, { access_token: token(serviceClaims()), expires_in: 300 });
      }
      const allowed = url === '/api/v1/auth/revocations' && headers.authorization?.startsWith('Bearer ');
      return json(response, allowed ? 200 : 403, { data: revoked });
    };
    await start();
  });
  afterEach(async () => {
    await app.close();
    await auth.stop();
  });
  afterAll(() => redis.remove());

  const revocationOf = (subject: string): Revocation => ({
    kind: 'user',
    subject,
    before: Date.now() + 60_000,
    expiresAt: Date.now() + 60_000,
  });

  it('accepts a good token for reads and writes', async () => {
    expect(await ask('GET', token())).toBe(200);
    expect(await ask('POST', token())).toBe(201);
  });

  it('refuses a token that was revoked before the start or since', async () => {
    await app.close();
    revoked = [revocationOf('7')];
    await start();
    expect(await ask('GET', token())).toBe('token_revoked');
    const other = token(userClaims({ sub: '8' }));
    expect(await ask('GET', other)).toBe(200);
    await publishRevocation(app.get(RedisConnection, { strict: false }), revocationOf('8'));
    await until(async () => (await ask('GET', other)) === 'token_revoked');
  });

  it('started again while auth-service is down, still answers reads, and refuses writes until it knows', async () => {
    expect(await ask('GET', token())).toBe(200);
    await app.close();
    await auth.stop();
    await start();
    expect(await ask('GET', token())).toBe(200);
    expect(await ask('POST', token())).toBe('revocation_unknown');
    await auth.start();
    await until(async () => (await ask('POST', token())) === 201);
  });

  it('says that auth-service is missing when nobody can tell which keys are good', async () => {
    await app.close();
    await auth.stop();
    const client = new RedisConnection(redis.settings);
    await client.onModuleInit();
    await client.client.flushall();
    client.onApplicationShutdown();
    await start();
    expect(await ask('GET', token())).toBe('peer_unavailable');
  });
});
