import { UnitOfWork } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import { LoginFailure } from './login-failure.entity.js';

/** Lifting what wrong passwords did to an account. */
@Injectable()
export class LoginLocks {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Forgets every wrong password for `account`, from all addresses. */
  async lift(account: string): Promise<void> {
    await this.unitOfWork.manager.delete(LoginFailure, { account });
  }
}
