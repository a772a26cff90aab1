import { Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { toProblem } from '../errors/problem.filter.js';
import { assertPermission } from '../security/assert-permission.js';
import type { BulkAction, BulkBody, BulkResult } from './bulk.dto.js';

/** What each action does to one record. */
export type BulkChanges = Record<BulkAction, (id: number) => Promise<unknown>>;

/** Does one thing to many records: each by itself, so that what cannot be done to one is done to the others. */
@Injectable()
export class BulkRunner {
  private readonly logger = new Logger('Bulk');

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Does what was asked to each record in turn. 403 when the caller may not: to activate or deactivate is an update, to
   * delete or restore a delete.
   */
  perform(
    { ids, action }: BulkBody,
    resource: 'users' | 'customers' | 'carriers' | 'pricing',
    changes: BulkChanges,
  ): Promise<BulkResult> {
    assertPermission(`${resource}:${action === 'activate' || action === 'deactivate' ? 'update' : 'delete'}`);
    return this.run(ids, changes[action]);
  }

  /** Runs `change` for each id in turn, in a transaction of its own. */
  async run(ids: readonly number[], change: (id: number) => Promise<unknown>): Promise<BulkResult> {
    const results: BulkResult['results'] = [];
    for (const id of ids) results.push(await this.one(id, change));
    const succeeded = results.filter(({ ok }) => ok).length;
    return { results, succeeded, failed: results.length - succeeded };
  }

  private async one(id: number, change: (id: number) => Promise<unknown>): Promise<BulkResult['results'][number]> {
    try {
      await this.unitOfWork.separately(() => change(id));
      return { id, ok: true };
    } catch (error) {
      const problem = toProblem(error);
      const { code, detail } = problem;
      const status = problem.getStatus();
      // Under an Idempotency-Key all is one transaction, which such an error has ended: nothing of it happened.
      if (status >= 500 && this.unitOfWork.inTransaction) throw error;
      if (status >= 500) this.logger.error({ err: error, code, id }, detail);
      return { id, ok: false, status, code, detail };
    }
  }
}
