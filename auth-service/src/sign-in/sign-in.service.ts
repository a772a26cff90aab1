import {
  type Attempt,
  type Client,
  type Continued,
  type Credential,
  CredentialStore,
  LoginThrottle,
  PasswordHasher,
  RefreshTokens,
  SessionStore,
  type User,
  UserStore,
} from '@hybrid-fleet/identity-store';
import { counter, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { presentProfile } from '../account/profile.js';
import { AccessTokens } from '../tokens/access.tokens.js';
import type { Login, SignedInView } from './dto/sign-in.dto.js';
import { invalidCredentials, invalidRefreshToken } from './sign-in.problems.js';

/** Who is signed in, as of a time at which the rows that the token is made from were locked. */
export interface Opened extends Continued {
  user: User;
  issuedAtMs: number;
}

export type WithRefreshToken = SignedInView & { refreshToken: string };

/** No user has this id: an unknown account costs the same look-ups as a known one. */
const NOBODY = 0;

/** Opening a session with a password and continuing it with refresh tokens. */
@Injectable()
export class SignInService implements OnApplicationBootstrap {
  private readonly logins = counter('hybrid_logins_total', 'Sign-ins with a password, by result', ['result']);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserStore,
    private readonly credentials: CredentialStore,
    private readonly hasher: PasswordHasher,
    private readonly throttle: LoginThrottle,
    private readonly sessions: SessionStore,
    private readonly refreshTokens: RefreshTokens,
    private readonly accessTokens: AccessTokens,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    // A series that begins above 0 hides its first events from `increase`.
    for (const result of ['ok', 'refused', 'locked']) this.logins.inc({ result }, 0);
    await this.hasher.warmUp();
  }

  /** Every refusal does the same work and says the same words. */
  async login({ email, password }: Login, client: Client): Promise<WithRefreshToken> {
    const credential = await this.credentials.findByEmail(email);
    const knownAddress = await this.sessions.knowsAddress(credential?.userId ?? NOBODY, client.address);
    const attempt = { account: email, address: client.address, knownAddress };
    const locked = await this.throttle.isLocked(attempt);
    const { matches, outdated } = await this.hasher.verify(password, credential?.passwordHash);
    if (credential && matches && !locked) {
      const rehashed = outdated ? await this.hasher.hash(password) : null;
      const opened = await this.unitOfWork.run(() => this.openFor(credential, rehashed, attempt, client));
      if (opened) {
        this.logins.inc({ result: 'ok' });
        return this.answer(opened);
      }
    }
    this.logins.inc({ result: locked ? 'locked' : 'refused' });
    await this.throttle.recordFailure(attempt, { counts: !locked });
    throw invalidCredentials();
  }

  async refresh(token: string, address: string): Promise<WithRefreshToken> {
    const session = await this.refreshTokens.sessionOf(token);
    if (!session) throw invalidRefreshToken();
    // A reused token ends the session: that must commit, so the refusal is thrown outside.
    const opened = await this.unitOfWork.run(async (): Promise<Opened | null> => {
      const user = await this.users.tryLock(session.userId);
      const continued = await this.refreshTokens.rotate(session.id, token, address);
      return user?.isActive && continued ? { ...continued, user, issuedAtMs: Date.now() } : null;
    });
    if (!opened) throw invalidRefreshToken();
    return this.answer(opened);
  }

  /** A new session for a user whose row the running transaction has locked or made. */
  async open(user: User, client: Client): Promise<Opened> {
    await this.credentials.markSignedIn(user);
    const started = await this.refreshTokens.start(user.id, client);
    return { ...started, user, issuedAtMs: Date.now() };
  }

  async answer({ user, session, refreshToken, issuedAtMs }: Opened): Promise<WithRefreshToken> {
    const { accessToken, expiresIn } = await this.accessTokens.forUser(user, session.id, issuedAtMs);
    return { accessToken, tokenType: 'Bearer', expiresIn, refreshToken, user: presentProfile(user) };
  }

  // While the password was being compared it may have been changed, the account deactivated, or others may have
  // guessed wrong so often that this address must wait: guessing in parallel gains nothing.
  private async openFor(credential: Credential, rehashed: string | null, attempt: Attempt, client: Client) {
    const user = await this.users.tryLock(credential.userId);
    const current = await this.credentials.ofUser(credential.userId);
    if (!user?.isActive || current?.passwordHash !== credential.passwordHash) return null;
    if (await this.throttle.isLocked(attempt)) return null;
    await this.throttle.recordSuccess(attempt);
    if (rehashed) await this.credentials.setHash(user.id, rehashed);
    return this.open(user, client);
  }
}
