import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, type SecretOrKeyProvider, Strategy, type StrategyOptionsWithoutRequest } from 'passport-jwt';
import { type Principal, principalOf, TOKEN_ALGORITHM, TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_TYPE } from './principal.js';
import { SigningKeySource } from './signing-key.source.js';
import { tokenInvalid } from './token.problems.js';

let strategies = 0;

// The library's types leave out the method that its base class calls just before it registers a strategy by its name.
type Registering = new (options: StrategyOptionsWithoutRequest) => Strategy & { getPassportInstance(): unknown };
const PassportJwt = PassportStrategy(Strategy) as unknown as Registering;

/** The `kid`, when the header is one of an access token of ours; the header is not verified at this point. */
function kidOf(token: string): string | undefined {
  try {
    const header = JSON.parse(Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString());
    const ours = header.alg === TOKEN_ALGORITHM && header.typ === TOKEN_TYPE && typeof header.kid === 'string';
    return ours ? header.kid : undefined;
  } catch {
    return undefined;
  }
}

/** Verifies access tokens locally: one algorithm, our issuer, our audience, our type, a key that auth-service has. */
@Injectable()
export class JwtStrategy extends PassportJwt {
  constructor(keys: SigningKeySource) {
    // The types know text only; jsonwebtoken takes a KeyObject, which saves parsing the key for every request.
    const keyProvider = (_request: unknown, token: string, done: (error: unknown, key?: KeyObject) => void) => {
      const kid = kidOf(token);
      if (!kid) return done(tokenInvalid());
      keys.keyFor(kid).then((key) => (key ? done(null, key) : done(tokenInvalid())), done);
    };
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKeyProvider: keyProvider as unknown as SecretOrKeyProvider,
      algorithms: [TOKEN_ALGORITHM],
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
    });
  }

  // Passport keeps strategies by name in one global registry: two applications in one process must not share one.
  override getPassportInstance(): unknown {
    strategies += 1;
    this.name = `jwt-${strategies}`;
    return super.getPassportInstance();
  }

  validate(payload: unknown): Principal | false {
    return principalOf(payload) ?? false;
  }
}
