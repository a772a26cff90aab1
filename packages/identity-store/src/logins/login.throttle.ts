import { CONFIG, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { IssuingConfig } from '../config.js';
import { accountWaitSeconds, addressWaitSeconds, countFailure, type LockoutRules, lockedUntil } from './lockout.js';
import { LoginFailure } from './login-failure.entity.js';

/** The row that counts failures from all addresses together. */
const ALL_ADDRESSES = '*';

/** Who tries to sign in, from where. `knownAddress`: the account signed in from there before. */
export interface Attempt {
  account: string;
  address: string;
  knownAddress: boolean;
}

/** Remembers wrong passwords in the database, so that every replica counts the same and none forgets. */
@Injectable()
export class LoginThrottle {
  private readonly rules: LockoutRules;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONFIG) config: IssuingConfig,
  ) {
    this.rules = { threshold: config.LOCKOUT_THRESHOLD, maxSeconds: config.LOCKOUT_MAX_SECONDS };
  }

  /** Whether this attempt must wait. The account-wide wait does not concern addresses that the account has used. */
  async isLocked({ account, address, knownAddress }: Attempt): Promise<boolean> {
    const rows = await this.unitOfWork.manager.query(
      `SELECT 1 FROM login_failures WHERE account = ? AND address IN (?, ?) AND locked_until > ? LIMIT 1`,
      [account, address, knownAddress ? address : ALL_ADDRESSES, new Date()],
    );
    return rows.length > 0;
  }

  /**
   * Writes a refused attempt down. One that had to wait anyway does not count, or whoever keeps knocking would never
   * get in, but it does the same work: the time of the answer must not tell.
   */
  async recordFailure({ account, address }: Attempt, { counts }: { counts: boolean }): Promise<void> {
    await this.unitOfWork.run(async () => {
      await this.write(account, address, counts, (failures) => addressWaitSeconds(failures, this.rules));
      await this.write(account, ALL_ADDRESSES, counts, (failures) => accountWaitSeconds(failures, this.rules));
    });
  }

  /** A right password: this address starts anew. The account-wide count stays, or each sign-in would reset an attack's. */
  async recordSuccess({ account, address }: Attempt): Promise<void> {
    await this.unitOfWork.manager.delete(LoginFailure, { account, address });
  }

  private async write(account: string, address: string, counts: boolean, wait: (failures: number) => number) {
    const { manager } = this.unitOfWork;
    const now = new Date();
    // The row exists and is ours from here on, also when two attempts count the account's first failure at once.
    await manager.query(
      `INSERT INTO login_failures (account, address, failures, last_failed_at) VALUES (?, ?, 0, ?)
       ON DUPLICATE KEY UPDATE failures = failures`,
      [account, address, now],
    );
    const row = await manager.findOneOrFail(LoginFailure, {
      where: { account, address },
      lock: { mode: 'pessimistic_write' },
    });
    const failures = countFailure(row, now, this.rules);
    const next = counts
      ? { failures, lastFailedAt: now, lockedUntil: lockedUntil(now, wait(failures)) }
      : { failures: row.failures };
    await manager.update(LoginFailure, { account, address }, next);
  }
}
