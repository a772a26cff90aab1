import bcrypt from 'bcrypt';
import { isHashable } from './password.policy.js';
import { newToken } from './token.js';

export interface Verification {
  matches: boolean;
  /** The stored hash has another cost than new ones: store a fresh one while the password is at hand. */
  outdated: boolean;
}

/** bcrypt at one cost, on libuv's threads: the event loop stays free. */
export class PasswordHasher {
  private decoy?: Promise<string>;

  constructor(private readonly cost: number) {}

  async hash(password: string): Promise<string> {
    if (!isHashable(password)) throw new RangeError('bcrypt would not read all of this password');
    return bcrypt.hash(password, this.cost);
  }

  /**
   * Compares, and does the same work when there is nothing to compare with (`hash` null): the time of the answer must
   * not tell whether an account exists or has a password.
   */
  async verify(password: string, hash: string | null | undefined): Promise<Verification> {
    this.decoy ??= bcrypt.hash(newToken(), this.cost);
    const comparable = isHashable(password);
    const matches = await bcrypt.compare(comparable ? password : '', hash ?? (await this.decoy));
    return {
      matches: matches && comparable && Boolean(hash),
      outdated: Boolean(hash) && bcrypt.getRounds(hash as string) !== this.cost,
    };
  }

  /** Makes the hash that unknown accounts are compared with, so that the first of them does not take twice as long. */
  async warmUp(): Promise<void> {
    await this.verify('warm-up', null);
  }
}
