import { LoginFailure } from './logins/login-failure.entity.js';
import { Identity1764000000000 } from './migrations/1764000000000-identity.js';
import { AddHistory1764100000000 } from './migrations/1764100000000-add-history.js';
import { IndexUsedTokens1764200000000 } from './migrations/1764200000000-index-used-tokens.js';
import { RotateEncryptionKey1764300000000 } from './migrations/1764300000000-rotate-encryption-key.js';
import { AddSeeds1764400000000 } from './migrations/1764400000000-add-seeds.js';
import { OneTimeToken } from './one-time-tokens/one-time-token.entity.js';
import { RevocationRow } from './revocations/revocation.entity.js';
import { Role } from './roles/role.entity.js';
import { ServiceAccount } from './service-accounts/service-account.entity.js';
import { RefreshToken } from './sessions/refresh-token.entity.js';
import { Session } from './sessions/session.entity.js';
import { SigningKey } from './signing-keys/signing-key.entity.js';
import { User } from './users/user.entity.js';

/** The schema shared_user_db: its entities and, in order, the migrations that made it. */
export const identityDatabase = {
  prefix: 'SHARED_DB',
  entities: [User, Role, Session, RefreshToken, RevocationRow, SigningKey, ServiceAccount, LoginFailure, OneTimeToken],
  migrations: [
    Identity1764000000000,
    AddHistory1764100000000,
    IndexUsedTokens1764200000000,
    RotateEncryptionKey1764300000000,
    AddSeeds1764400000000,
  ],
};
