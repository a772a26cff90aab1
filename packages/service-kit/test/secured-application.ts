import type { KeyObject } from 'node:crypto';
import { Controller, Delete, Get, Global, Module, Param, Post, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { CONFIG } from '../src/config/environment.js';
import { ProblemFilter } from '../src/errors/problem.filter.js';
import { continueTrace, requestContext, runInContext } from '../src/http/request-context.js';
import {
  CurrentPrincipal,
  Public,
  RequireAnyPermission,
  RequirePermission,
  SelfOrPermission,
  ServicesOnly,
  SignedIn,
} from '../src/security/access.decorators.js';
import type { Principal } from '../src/security/principal.js';
import { type Revocation, RevocationSource } from '../src/security/revocation.js';
import { SecurityModule } from '../src/security/security.module.js';
import { SigningKeySource } from '../src/security/signing-key.source.js';
import { header, signing } from './access-tokens.js';

/** What the tests see of the application, and what they tell it. */
export const state = { calls: 0, revocations: [] as Revocation[] | Error };

class Keys extends SigningKeySource {
  async keyFor(kid: string): Promise<KeyObject | undefined> {
    return kid === header.kid ? signing.publicKey : undefined;
  }
}

class Revocations extends RevocationSource {
  async load(): Promise<Revocation[]> {
    if (state.revocations instanceof Error) throw state.revocations;
    return state.revocations;
  }
}

@Controller('things')
export class ThingsController {
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
    state.calls += 1;
  }
  @SelfOrPermission('id', 'users:read') @Get('users/:id') user(@Param('id') id: string) {
    return { id };
  }
  @ServicesOnly() @Get('inner') inner() {
    return { ok: true };
  }
  @RequireAnyPermission('customers:update', 'customers:delete') @Post('many') many() {
    state.calls += 1;
    return { ok: true };
  }
  @SignedIn() @Post('change') change() {
    state.calls += 1;
    return { ok: true };
  }
}

// Nothing listens on port 1: revocations come from the source alone.
const config = { REDIS_HOST: '127.0.0.1', REDIS_PORT: 1, REDIS_PASSWORD: 'none' };

@Global()
@Module({ providers: [{ provide: CONFIG, useValue: config }, Keys, Revocations], exports: [CONFIG, Keys, Revocations] })
export class SourcesModule {}

export const secured = SecurityModule.forRoot({ keys: Keys, revocations: Revocations });

@Module({ imports: [SourcesModule, secured], controllers: [ThingsController] })
export class AppModule {}

/** An application whose only routes are the module's, each request with the id `r1`. */
export async function start(module: Type): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter();
  adapter
    .getInstance()
    .addHook('onRequest', (_request, _reply, done) =>
      runInContext({ requestId: 'r1', traceparent: continueTrace() }, done),
    );
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger: false, abortOnError: false });
  app.setGlobalPrefix('api/v1').useGlobalFilters(new ProblemFilter());
  try {
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return app;
  } catch (error) {
    // Its connections would keep the process alive.
    await app.close();
    throw error;
  }
}

/** Asks a route under /things. */
export async function ask(
  app: NestFastifyApplication,
  path: string,
  bearer?: string,
  method: 'GET' | 'POST' | 'DELETE' = 'GET',
) {
  const headers = bearer ? { authorization: `Bearer ${bearer}` } : {};
  const response = await app.inject({ method, url: `/api/v1/things/${path}`, headers });
  return { status: response.statusCode, headers: response.headers, body: response.body ? response.json() : undefined };
}
