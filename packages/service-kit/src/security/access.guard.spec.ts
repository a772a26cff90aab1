import type { Permission } from '@hybrid-fleet/contracts';
import { Controller, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { serviceClaims, token, userClaims } from '../../test/access-tokens.js';
import { AppModule, ask as askRoute, SourcesModule, secured, start, state } from '../../test/secured-application.js';
import { listRoutes } from './access.audit.js';
import { Public, SignedIn } from './access.decorators.js';

describe('access control', () => {
  let app: NestFastifyApplication;
  const ask = (path: string, bearer?: string, method?: 'GET' | 'POST' | 'DELETE') =>
    askRoute(app, path, bearer, method);

  beforeAll(async () => {
    app = await start(AppModule);
  });
  afterAll(() => app.close());
  beforeEach(() => {
    state.calls = 0;
  });

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

  it('answers 403 naming the missing permission, and does nothing', async () => {
    const { status, body } = await ask('5', token(), 'DELETE');
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'permission_missing', permission: 'customers:delete' });
    expect(body.detail).toContain('customers:delete');
    expect(state.calls).toBe(0);
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

  it('lets callers do what takes one of two permissions when they hold either, and names the first to others', async () => {
    const many = (permissions: Permission[]) => ask('many', token(userClaims({ permissions })), 'POST');
    expect((await many(['customers:delete'])).status).toBe(201);
    expect((await many(['customers:update', 'users:read'])).status).toBe(201);
    const calls = state.calls;
    const { status, body } = await many(['customers:read', 'customers:create']);
    expect({ status, permission: body.permission }).toEqual({ status: 403, permission: 'customers:update' });
    expect(state.calls).toBe(calls);
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
      'POST /api/v1/things/many any-permission',
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
      state.revocations = new Error('down');
      app = await start(AppModule);
    });
    afterAll(async () => {
      // The service of the other tests reads them, too.
      state.revocations = [];
      await app.close();
    });

    it('answers reads and refuses writes with 503 revocation_unknown', async () => {
      state.calls = 0;
      const headers = { authorization: `Bearer ${token()}` };
      expect((await app.inject({ url: '/api/v1/things/me', headers })).statusCode).toBe(200);
      const write = await app.inject({ method: 'POST', url: '/api/v1/things/change', headers });
      expect(write.statusCode).toBe(503);
      expect(write.json()).toMatchObject({ code: 'revocation_unknown' });
      expect(state.calls).toBe(0);
    });
  });

  describe('that knows revocations', () => {
    let app: NestFastifyApplication;
    const now = Date.now();
    beforeAll(async () => {
      const expiresAt = now + 60_000;
      state.revocations = [
        { kind: 'session', subject: 'ended', before: now, expiresAt },
        { kind: 'user', subject: '8', before: now, expiresAt },
        { kind: 'role', subject: 'manager', before: now, expiresAt },
        { kind: 'user', subject: '9', before: now, expiresAt: now - 1 },
      ];
      app = await start(AppModule);
    });
    afterAll(async () => {
      // The service of the other tests reads them, too.
      state.revocations = [];
      await app.close();
    });

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
