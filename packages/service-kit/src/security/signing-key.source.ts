import type { KeyObject } from 'node:crypto';

/** Where the public keys come from that access tokens are verified with. auth-service brings its own (its rows). */
export abstract class SigningKeySource {
  /** Undefined for a key that does not exist. Throws a 503 problem when nobody can tell now. */
  abstract keyFor(kid: string): Promise<KeyObject | undefined>;
}
