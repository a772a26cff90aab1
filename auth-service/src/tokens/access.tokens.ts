import { randomUUID } from 'node:crypto';
import { permissionsOfRoles, SigningKeys, type User } from '@hybrid-fleet/identity-store';
import {
  CONFIG,
  type Principal,
  principalOf,
  RevocationList,
  SigningKeySource,
  TOKEN_ALGORITHM,
  TOKEN_AUDIENCE,
  TOKEN_ISSUER,
  TOKEN_TYPE,
} from '@hybrid-fleet/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import type { Config } from '../config.js';

export interface IssuedToken {
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
}

/** Access tokens: RFC 9068 JWTs, signed with RS256. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly jwt: JwtService,
    private readonly signingKeys: SigningKeys,
    private readonly publicKeys: SigningKeySource,
    private readonly revocations: RevocationList,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @param user with the roles that it had at `issuedAtMs`: a revocation after that time must hit this token, so take
   * the time while the rows are locked.
   */
  async forUser(user: User, sessionId: string, issuedAtMs: number): Promise<IssuedToken> {
    const claims = {
      kind: 'user',
      sid: sessionId,
      email: user.email,
      roles: user.roles.map((role) => role.name),
      permissions: permissionsOfRoles(user.roles),
    };
    return this.sign(String(user.id), claims, issuedAtMs, this.config.ACCESS_TOKEN_TTL_SECONDS);
  }

  async forService(name: string, permissions: string[]): Promise<IssuedToken> {
    return this.sign(name, { kind: 'service', permissions }, Date.now(), this.config.SERVICE_TOKEN_TTL_SECONDS);
  }

  /** Whom `token` stands for, or null when no service would accept it now. */
  async read(token: string): Promise<Principal | null> {
    const header = this.jwt.decode<{ header?: { typ?: string; kid?: string } } | null>(token, {
      complete: true,
    })?.header;
    if (header?.typ !== TOKEN_TYPE || typeof header.kid !== 'string') return null;
    const publicKey = await this.publicKeys.keyFor(header.kid);
    if (!publicKey) return null;
    try {
      const payload = await this.jwt.verifyAsync(token, {
        // The types know text only; jsonwebtoken takes a KeyObject, too.
        secret: publicKey as unknown as Buffer,
        algorithms: [TOKEN_ALGORITHM],
        issuer: TOKEN_ISSUER,
        audience: TOKEN_AUDIENCE,
      });
      const principal = principalOf(payload);
      return principal && !this.revocations.isRevoked(principal) ? principal : null;
    } catch {
      return null;
    }
  }

  private async sign(subject: string, claims: object, issuedAtMs: number, expiresIn: number): Promise<IssuedToken> {
    const { kid, key } = await this.signingKeys.current();
    const iat = Math.floor(issuedAtMs / 1000);
    const accessToken = await this.jwt.signAsync(
      { ...claims, sub: subject, iat, exp: iat + expiresIn, iatMs: issuedAtMs, jti: randomUUID() },
      {
        privateKey: key,
        algorithm: TOKEN_ALGORITHM,
        issuer: TOKEN_ISSUER,
        audience: TOKEN_AUDIENCE,
        header: { alg: TOKEN_ALGORITHM, typ: TOKEN_TYPE, kid },
      },
    );
    return { accessToken, expiresIn };
  }
}
