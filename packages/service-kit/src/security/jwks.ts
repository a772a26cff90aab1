import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** RFC 7517, as far as this fleet uses it: RSA keys that sign with RS256. */
export const jwks = z.object({
  keys: z.array(
    z.object({
      kid: z.string().min(1),
      kty: z.literal('RSA'),
      alg: z.literal('RS256').optional(),
      use: z.literal('sig').optional(),
      n: z.string(),
      e: z.string(),
    }),
  ),
});

export type Jwks = z.output<typeof jwks>;

/** Parsed once: verifying with a KeyObject is more than twice as fast as with its text. */
export function keysOf(set: Jwks): Map<string, KeyObject> {
  return new Map(
    set.keys.map(({ kid, kty, n, e }) => [kid, createPublicKey({ key: { kty, n, e }, format: 'jwk' })] as const),
  );
}
