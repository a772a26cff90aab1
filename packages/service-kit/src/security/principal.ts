import { z } from 'zod';

export const TOKEN_ISSUER = 'hybrid-auth';
export const TOKEN_AUDIENCE = 'hybrid-fleet';
/** RFC 9068: tells an access token from anything else that the same key may sign. */
export const TOKEN_TYPE = 'at+jwt';
export const TOKEN_ALGORITHM = 'RS256';

/** Who is calling, as the verified access token says. */
export interface Principal {
  kind: 'user' | 'service';
  /** The user's id; null for a service. */
  id: number | null;
  /** The service's name, such as `customer-service`; null for a user. */
  service: string | null;
  sessionId: string | null;
  email: string | null;
  roles: string[];
  permissions: Set<string>;
  issuedAtMs: number;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

const common = {
  permissions: z.array(z.string()),
  iat: z.number(),
  exp: z.number(),
  iatMs: z.number(),
  jti: z.string().min(1),
};

/** What auth-service puts into an access token, besides `iss` and `aud`. */
export const accessTokenClaims = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('user'),
    sub: z.string().regex(/^[1-9]\d{0,9}$/),
    sid: z.string().min(1),
    email: z.string(),
    roles: z.array(z.string()),
  }),
  z.object({ ...common, kind: z.literal('service'), sub: z.string().regex(/^[a-z][a-z-]*-service$/) }),
]);

export type AccessTokenClaims = z.output<typeof accessTokenClaims>;

/** Undefined when the claims are not an access token's, however well they are signed. */
export function principalOf(payload: unknown): Principal | undefined {
  const result = accessTokenClaims.safeParse(payload);
  if (!result.success) return undefined;
  const claims = result.data;
  const user = claims.kind === 'user' ? claims : undefined;
  return {
    kind: claims.kind,
    id: user ? Number(user.sub) : null,
    service: user ? null : claims.sub,
    sessionId: user?.sid ?? null,
    email: user?.email ?? null,
    roles: user?.roles ?? [],
    permissions: new Set(claims.permissions),
    issuedAtMs: claims.iatMs,
    expiresAt: claims.exp * 1000,
  };
}
