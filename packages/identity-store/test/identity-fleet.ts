import { createApplication, readEnvironment, type ServiceOptions } from '@hybrid-fleet/service-kit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';
import { DataSource } from 'typeorm';
import { migrateIdentity } from '../../../auth-service/src/migration.js';
import { service as authService } from '../../../auth-service/src/service.js';
import { service as userService } from '../../../user-service/src/service.js';
import { CredentialStore, PasswordHasher, RoleStore, SYSTEM, UserStore } from '../src/index.js';

export const PASSWORD = 'correct horse battery';

let serial = 0;
/** Different in every run, so that tests need no empty database. */
export const unique = (word: string) => `${word}-${process.pid}-${Date.now().toString(36)}-${++serial}`;
export const uniqueEmail = (word = 'person') => `${unique(word)}@example.com`;

/** An address of its own for a test, so that its wrong passwords slow nobody else down. */
export const uniqueAddress = () => `10.${(process.pid >> 8) & 255}.${++serial >> 8}.${serial & 255}`;

export interface Person {
  id: number;
  email: string;
}

/** Somebody who is signed in, at either service. */
export class Caller {
  constructor(
    private readonly fleet: IdentityFleet,
    // biome-ignore lint/suspicious/noExplicitAny: the body of a sign-in
    readonly session: any,
  ) {}

  auth(method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: object) {
    return this.with(request(this.fleet.auth.getHttpServer())[method](`/api/v1/auth/${path}`), body);
  }

  users(method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: object) {
    return this.with(request(this.fleet.users.getHttpServer())[method](`/api/v1/${path}`), body);
  }

  refresh() {
    return this.fleet.anonymous('refresh', { refreshToken: this.session.refreshToken });
  }

  private with(call: request.Test, body?: object): request.Test {
    const signed = call.set('authorization', `Bearer ${this.session.accessToken}`);
    return body === undefined ? signed : signed.send(body);
  }
}

/** auth-service and user-service on their real, migrated schema, the real Redis and the real broker. */
export class IdentityFleet {
  private constructor(
    readonly auth: NestFastifyApplication,
    readonly users: NestFastifyApplication,
  ) {}

  static async start(changes: Record<string, string> = {}): Promise<IdentityFleet> {
    const env = { ...process.env, LOG_LEVEL: 'silent', TRUSTED_PROXIES: '127.0.0.1', ...changes };
    await migrateIdentity(env);
    return new IdentityFleet(await listening(authService, env), await listening(userService, env));
  }

  async stop(): Promise<void> {
    await this.auth.close();
    await this.users.close();
  }

  /** A POST to auth-service without a token. */
  anonymous(path: string, body: object, { address = '10.99.0.1', headers = {} } = {}) {
    return request(this.auth.getHttpServer())
      .post(`/api/v1/auth/${path}`)
      .set({ 'x-forwarded-for': address, ...headers })
      .send(body);
  }

  login(email: string, password = PASSWORD, address?: string) {
    return this.anonymous('login', { email, password }, { address });
  }

  async signIn(email: string, password = PASSWORD, address?: string): Promise<Caller> {
    const answer = await this.login(email, password, address);
    if (answer.status !== 200) throw new Error(`${email} cannot sign in: ${answer.text}`);
    return new Caller(this, answer.body);
  }

  /** A user with a password and these roles, made past the API. */
  async person(...roles: string[]): Promise<Person> {
    const email = uniqueEmail();
    const passwordHash = await this.auth.get(PasswordHasher).hash(PASSWORD);
    const details = { email, firstName: 'Test', lastName: 'Person', roles, passwordHash };
    const user = await this.auth.get(UserStore).create({ ...details, registeredBy: 'admin' }, SYSTEM);
    return { id: user.id, email };
  }

  /** A signed-in user with exactly these permissions, by a role of their own. */
  async holding(...permissions: string[]): Promise<Caller> {
    const role = await this.auth.get(RoleStore).create({ name: unique('role'), permissions }, SYSTEM);
    return this.signIn((await this.person(role.name)).email);
  }

  // biome-ignore lint/suspicious/noExplicitAny: rows of any table
  rows(sql: string, parameters: unknown[] = []): Promise<any[]> {
    return this.auth.get(DataSource).query(sql, parameters);
  }

  /** Everything a change of this user could leave behind: its row, its roles, its links. */
  async trace(id: number): Promise<unknown> {
    const [user] = await this.rows('SELECT * FROM users WHERE id = ?', [id]);
    const roles = await this.rows('SELECT role_id FROM user_roles WHERE user_id = ? ORDER BY role_id', [id]);
    const links = await this.rows('SELECT token_hash FROM one_time_tokens WHERE user_id = ?', [id]);
    return { user, roles, links, events: await this.eventsOf(id) };
  }

  async eventsOf(id: number): Promise<string[]> {
    const sql = "SELECT type FROM outbox WHERE aggregate_type = 'user' AND aggregate_id = ? ORDER BY id";
    return (await this.rows(sql, [String(id)])).map(({ type }) => type);
  }

  async hashOf(id: number): Promise<string | null | undefined> {
    return (await this.auth.get(CredentialStore).ofUser(id))?.passwordHash;
  }
}

async function listening(service: ServiceOptions, env: NodeJS.ProcessEnv): Promise<NestFastifyApplication> {
  const config = readEnvironment(service.environment, env) as Record<string, unknown>;
  const app = await createApplication({ ...service, config });
  await app.listen(0, '127.0.0.1');
  return app;
}
