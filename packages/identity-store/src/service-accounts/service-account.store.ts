import { UnitOfWork } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { hashToken, matchesHash } from '../secrets/token.js';
import { ServiceAccount } from './service-account.entity.js';

/** Compared with where there is no such account, so that both refusals take the same time. */
const NOBODY = hashToken('');

@Injectable()
export class ServiceAccountStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The account, or null when the name or the secret is wrong. */
  async authenticate(clientId: string, secret: string): Promise<ServiceAccount | null> {
    const account = await this.unitOfWork.manager
      .createQueryBuilder(ServiceAccount, 'account')
      .addSelect(['account.secretHash', 'account.formerSecretHash', 'account.formerSecretUntil'])
      .where({ clientId })
      .getOne();
    const matches = matchesHash(secret, account?.secretHash ?? NOBODY);
    const former = account?.formerSecretUntil && account.formerSecretUntil > new Date() && account.formerSecretHash;
    const matchesFormer = matchesHash(secret, former || NOBODY);
    return account && (matches || (former && matchesFormer)) ? account : null;
  }

  /** After a secret got out: the one before is not accepted any longer. */
  async forgetFormerSecrets(): Promise<void> {
    await this.unitOfWork.manager.update(
      ServiceAccount,
      { formerSecretHash: Not(IsNull()) },
      { formerSecretHash: null, formerSecretUntil: null },
    );
  }
}
