import { UnitOfWork } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';

export const CURRENT_VERSION = 'SELECT version FROM rule_set_counter WHERE id = 1';

/**
 * One counter for all rules, raised in the transaction of every rule change: a quote says which rules it was made
 * with, and a process sees with one read by primary key whether the rules that it holds are the current ones.
 */
@Injectable()
export class RuleSetVersion {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async current(): Promise<number> {
    const [row] = await this.unitOfWork.manager.query(CURRENT_VERSION);
    return Number(row.version);
  }

  async raise(): Promise<void> {
    await this.unitOfWork.manager.query('UPDATE rule_set_counter SET version = version + 1 WHERE id = 1');
  }
}
