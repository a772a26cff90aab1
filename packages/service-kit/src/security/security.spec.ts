import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Controller, Delete, Get, Global, Module, Param, Post, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { header, rs256, serviceClaims, signing, token, userClaims } from '../../test/access-tokens.js';
import { CONFIG } from '../config/environment.js';
import { ProblemFilter } from '../errors/problem.filter.js';
import { continueTrace, requestContext, runInContext } from '../http/request-context.js';
import { listRoutes } from './access.audit.js';
import {
  CurrentPrincipal,
  Public,
  RequirePermission,
  SelfOrPermission,
  ServicesOnly,
  SignedIn,
} from './access.decorators.js';
import type { Principal } from './principal.js';
import { type Revocation, RevocationSource } from './revocation.js';
import { SecurityModule } from './security.module.js';
import { SigningKeySource } from './signing-key.source.js';

let calls = 0;
let revocations: Revocation[] | Error = [];

class Keys extends SigningKeySource {
  async keyFor(kid: string): Promise<KeyObject | undefined> {
    return kid === header.kid ? signing.publicKey : undefined;
  }
}

class Revocations extends RevocationSource {
  async load(): Promise<Revocation[]> {
    if (revocations instanceof Error) throw revocations;
    return revocations;
  }
}

@Controller('things')
class ThingsController {
  @Public() @Get('open') open() {
    return { ok: true };
  }
  @SignedIn() @Get('me') me(@CurrentPrincipal() principal: Principal) {
    const same = requestContext().principal === principal;
    return { ...principal, permissions: [...principal.permissions], same };
  }
  @RequirePermission('customers:read') @Get('customers') customers() {
    return { ok: true };
  }
  @RequirePermission('customers:delete') @Delete(':id') remove() {
    calls += 1;
  }
  @SelfOrPermission('id', 'users:read') @Get('users/:id') user(@Param('id') id: string) {
    return { id };
  }
  @ServicesOnly() @Get('inner') inner() {
    return { ok: true };
  }
  @SignedIn() @Post('change') change() {
    calls += 1;
    return { ok: true };
  }
}

// Nothing listens on port 1: revocations come from the source alone.
const config = { REDIS_HOST: '127.0.0.1', REDIS_PORT: 1, REDIS_PASSWORD: 'none' };

@Global()
@Module({ providers: [{ provide: CONFIG, useValue: config }, Keys, Revocations], exports: [CONFIG, Keys, Revocations] })
class SourcesModule {}

const secured = SecurityModule.forRoot({ keys: Keys, revocations: Revocations });

@Module({ imports: [SourcesModule, secured], controllers: [ThingsController] })
class AppModule {}

async function start(module: Type): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter();
  adapter
    .getInstance()
    .addHook('onRequest', (_request, _reply, done) =>
      runInContext({ requestId: 'r1', traceparent: continueTrace() }, done),
    );
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger: false, abortOnError: false });
  app.setGlobalPrefix('api/v1').useGlobalFilters(new ProblemFilter());
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

describe('access control', () => {
  let app: NestFastifyApplication;

  beforeAll(async () => {
    app = await start(AppModule);
  });
  afterAll(() => app.close());
  beforeEach(() => {
    calls = 0;
  });

  async function ask(path: string, bearer?: string, method: 'GET' | 'POST' | 'DELETE' = 'GET') {
    const headers = bearer ? { authorization: `Bearer ${bearer}` } : {};
    const response = await app.inject({ method, url: `/api/v1/things/${path}`, headers });
    return {
      status: response.statusCode,
      headers: response.headers,
      body: response.body ? response.json() : undefined,
    };
  }

  it('lets anybody use a public route, also with a token that is not valid', async () => {
    expect((await ask('open')).status).toBe(200);
    expect((await ask('open', 'rubbish')).status).toBe(200);
  });

  it('says token_missing with a challenge where a token is needed and none is sent', async () => {
    const { status, headers, body } = await ask('me');
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer realm="hybrid-fleet"');
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toMatchObject({ status: 401, code: 'token_missing', requestId: 'r1' });
  });

  it('gives the handler and the request context the verified principal', async () => {
    const { status, body } = await ask('me', token());
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'user',
      id: 7,
      service: null,
      email: 'ann@example.com',
      roles: ['support'],
      permissions: ['customers:read'],
      same: true,
    });
  });

  describe('P32 refuses a token', () => {
    const hour = 3600;
    const seconds = Math.floor(Date.now() / 1000);
    const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const pem = signing.publicKey.export({ type: 'spki', format: 'pem' });
    const hs256 = (input: string) => createHmac('sha256', pem).update(input).digest('base64url');
    const changed = (name: string) => {
      const { [name]: _gone, ...rest } = userClaims() as Record<string, unknown>;
      return rest;
    };
    const cases: [string, () => string][] = [
      ['with alg none and no signature', () => token(userClaims(), { alg: 'none' }, () => '')],
      [
        'with alg None, written so that a comparison might miss it',
        () => token(userClaims(), { alg: 'None' }, () => ''),
      ],
      ['with alg RS256 and no signature', () => token(userClaims(), {}, () => '')],
      ['signed as HS256 with the public key as the secret', () => token(userClaims(), { alg: 'HS256' }, hs256)],
      ['that says RS256 but is signed as HS256', () => token(userClaims(), {}, hs256)],
      ['signed by another key', () => token(userClaims(), {}, rs256(otherKey))],
      ['with an unknown kid', () => token(userClaims(), { kid: 'k2' })],
      ['without a kid', () => token(userClaims(), { kid: undefined })],
      ['for another audience', () => token(userClaims({ aud: 'somebody-else' }))],
      ['without an audience', () => token(changed('aud'))],
      ['from another issuer', () => token(userClaims({ iss: 'evil' }))],
      ['without an issuer', () => token(changed('iss'))],
      ['that never expires', () => token(changed('exp'))],
      ['that is not valid yet', () => token(userClaims({ nbf: seconds + hour }))],
      ['of another type, signed by the right key', () => token(userClaims(), { typ: 'JWT' })],
      [
        'for a refresh, signed by the right key',
        () => token(userClaims({ permissions: undefined }), { typ: 'rt+jwt' }),
      ],
      ['without a kind', () => token(changed('kind'))],
      ['of a user without a session', () => token(changed('sid'))],
      ['whose subject is no id', () => token(userClaims({ sub: '7 or 1=1' }))],
      ['that is an opaque refresh token', () => 'hfr_0b51cbd7f54a4e2d9d3a'],
      ['that is no token', () => 'a.b.c'],
    ];

    it.each(cases)('%s', async (_name, make) => {
      const { status, headers, body } = await ask('me', make());
      expect({ status, code: body.code }).toEqual({ status: 401, code: 'token_invalid' });
      expect(headers['www-authenticate']).toContain('error="invalid_token"');
    });

    it('that has expired, with a code of its own, so that clients refresh', async () => {
      const { status, body } = await ask('me', token(userClaims({ exp: seconds - 1 })));
      expect({ status, code: body.code }).toEqual({ status: 401, code: 'token_expired' });
    });

    it('whose claims were changed after signing', async () => {
      const [head, , signature] = token().split('.');
      const claims = Buffer.from(JSON.stringify(userClaims({ sub: '1' }))).toString('base64url');
      expect((await ask('me', `${head}.${claims}.${signature}`)).body.code).toBe('token_invalid');
    });
  });

  it('answers 403 naming the missing permission, and does nothing', async () => {
    const { status, body } = await ask('5', token(), 'DELETE');
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'permission_missing', permission: 'customers:delete' });
    expect(body.detail).toContain('customers:delete');
    expect(calls).toBe(0);
  });

  it('lets a caller with the permission through, user or service', async () => {
    expect((await ask('customers', token())).status).toBe(200);
    expect((await ask('customers', token(serviceClaims()))).status).toBe(200);
  });

  it("lets a user see their own record and nobody else's", async () => {
    expect((await ask('users/7', token())).status).toBe(200);
    expect((await ask('users/8', token())).status).toBe(403);
    expect((await ask('users/07', token())).status).toBe(403);
    expect((await ask('users/8', token(userClaims({ permissions: ['users:read'] })))).status).toBe(200);
    expect((await ask('users/7', token(serviceClaims({ permissions: [] })))).status).toBe(403);
  });

  it('keeps users, even with every permission, away from what is for services', async () => {
    const { status, body } = await ask('inner', token(userClaims({ permissions: ['customers:read', 'users:read'] })));
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'services_only' });
    expect((await ask('inner', token(serviceClaims()))).status).toBe(200);
  });

  it('lists every route with its full path and access, for generated tests', () => {
    const routes = listRoutes(app).map(({ method, path, access }) => `${method} ${path} ${access.kind}`);
    expect(routes.sort()).toEqual([
      'DELETE /api/v1/things/:id permission',
      'GET /api/v1/things/customers permission',
      'GET /api/v1/things/inner services-only',
      'GET /api/v1/things/me signed-in',
      'GET /api/v1/things/open public',
      'GET /api/v1/things/users/:id self-or-permission',
      'POST /api/v1/things/change signed-in',
    ]);
  });

  it('puts the permission, the scheme and the refusals into the OpenAPI document', () => {
    const document = SwaggerModule.createDocument(app, new DocumentBuilder().addBearerAuth().build());
    const operation = document.paths['/api/v1/things/customers']?.get as unknown as Record<string, unknown>;
    expect(operation['x-permission']).toBe('customers:read');
    expect(operation.security).toEqual([{ bearer: [] }]);
    expect(Object.keys(operation.responses as object)).toEqual(expect.arrayContaining(['401', '403']));
    const open = document.paths['/api/v1/things/open']?.get;
    expect(open?.security).toBeUndefined();
  });
});

describe('an application', () => {
  it('does not start when a route says nothing or two things, and names each such route', async () => {
    @Controller('loose')
    class LooseController {
      @Get('nothing') nothing() {}
      @Public() @SignedIn() @Post('twice') twice() {}
      @Public() @Get('fine') fine() {}
    }
    @Module({ imports: [SourcesModule, secured], controllers: [LooseController] })
    class LooseModule {}

    const failure = await start(LooseModule).then(
      () => 'it started',
      (error: Error) => error.message,
    );
    expect(failure).toContain('GET loose/nothing (LooseController.nothing): no access declarations');
    expect(failure).toContain('POST loose/twice (LooseController.twice): 2 access declarations');
    expect(failure).not.toContain('fine');
  });

  describe('that has never heard what is revoked', () => {
    let app: NestFastifyApplication;
    beforeAll(async () => {
      revocations = new Error('down');
      app = await start(AppModule);
    });
    afterAll(() => app.close());

    it('answers reads and refuses writes with 503 revocation_unknown', async () => {
      calls = 0;
      const headers = { authorization: `Bearer ${token()}` };
      expect((await app.inject({ url: '/api/v1/things/me', headers })).statusCode).toBe(200);
      const write = await app.inject({ method: 'POST', url: '/api/v1/things/change', headers });
      expect(write.statusCode).toBe(503);
      expect(write.json()).toMatchObject({ code: 'revocation_unknown' });
      expect(calls).toBe(0);
    });
  });

  describe('that knows revocations', () => {
    let app: NestFastifyApplication;
    const now = Date.now();
    beforeAll(async () => {
      const expiresAt = now + 60_000;
      revocations = [
        { kind: 'session', subject: 'ended', before: now, expiresAt },
        { kind: 'user', subject: '8', before: now, expiresAt },
        { kind: 'role', subject: 'manager', before: now, expiresAt },
        { kind: 'user', subject: '9', before: now, expiresAt: now - 1 },
      ];
      app = await start(AppModule);
    });
    afterAll(() => app.close());

    const cases: [string, Record<string, unknown>, number][] = [
      ['of an ended session, whenever it was issued', { sid: 'ended', iatMs: now + 1000 }, 401],
      ['of a revoked user, issued before', { sub: '8', iatMs: now - 1 }, 401],
      ['of a revoked user, issued afterwards', { sub: '8', iatMs: now }, 200],
      ['with a role that has changed since', { roles: ['support', 'manager'], iatMs: now - 1 }, 401],
      ['with a changed role, issued afterwards', { roles: ['manager'], iatMs: now + 1 }, 200],
      ['that a revocation hits which is over', { sub: '9', iatMs: now - 1 }, 200],
      ['that nothing hits', { iatMs: now - 1 }, 200],
    ];
    it.each(cases)('judges a token %s', async (_name, claims, status) => {
      const headers = { authorization: `Bearer ${token(userClaims(claims))}` };
      const response = await app.inject({ url: '/api/v1/things/me', headers });
      expect(response.statusCode).toBe(status);
      if (status === 401) expect(response.json().code).toBe('token_revoked');
      const write = await app.inject({ method: 'POST', url: '/api/v1/things/change', headers });
      expect(write.statusCode).toBe(status === 200 ? 201 : 401);
    });
  });
});
