import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** An opaque token of 256 random bits, safe in a URL and a cookie: 43 characters. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What we keep of a token: SHA-256 in hex. A slow hash would add nothing, because 256 random bits cannot be guessed.
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

/** Compares a secret with a kept hash in constant time. */
export function matchesHash(token: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashToken(token)), Buffer.from(hash.padEnd(64).slice(0, 64)));
}
