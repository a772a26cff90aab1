import { Global, Module } from '@nestjs/common';
import { LoginLocks } from './logins/login.locks.js';
import { OneTimeTokens } from './one-time-tokens/one-time.tokens.js';
import { RevocationRows } from './revocations/revocation.rows.js';
import { RevocationStore } from './revocations/revocation.store.js';
import { RoleStore } from './roles/role.store.js';
import { SessionStore } from './sessions/session.store.js';
import { PublicKeys } from './signing-keys/public-keys.js';
import { CredentialStore } from './users/credential.store.js';
import { LastAdminRule } from './users/last-admin.rule.js';
import { UserCache } from './users/user.cache.js';
import { UserEvents } from './users/user.events.js';
import { UserLifecycle } from './users/user.lifecycle.js';
import { UserStore } from './users/user.store.js';

const shared = [
  UserStore,
  UserLifecycle,
  CredentialStore,
  UserCache,
  RoleStore,
  SessionStore,
  RevocationStore,
  RevocationRows,
  OneTimeTokens,
  LoginLocks,
  PublicKeys,
];

/**
 * Users, roles, sessions and revocations, for the two services on the shared schema. Needs the kit's database, Redis
 * and messaging modules, and `identityStoreEnvironment` in the service's configuration.
 */
@Global()
@Module({ providers: [...shared, LastAdminRule, UserEvents], exports: shared })
export class IdentityStoreModule {}
