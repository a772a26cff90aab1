import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isTransient } from './database.errors.js';

interface Transaction {
  manager: EntityManager;
  committed: (() => unknown)[];
}

const ATTEMPTS = 3;

/**
 * One business change is one transaction: the rows, the outbox events and the idempotency key commit together or not
 * at all. Code that runs inside finds the transaction by itself (AsyncLocalStorage), so nothing passes managers about.
 */
@Injectable()
export class UnitOfWork {
  private readonly logger = new Logger(UnitOfWork.name);
  private readonly current = new AsyncLocalStorage<Transaction>();

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in a transaction, joining the one that is running. A deadlock or a lock wait that timed out runs the
   * outermost `work` again, so it must not have effects outside the database before `afterCommit`.
   */
  async run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const running = this.current.getStore();
    if (running) return work(running.manager);
    this.assertConnected();
    for (let attempt = 1; ; attempt++) {
      const committed: Transaction['committed'] = [];
      try {
        // Not REPEATABLE READ: looking for a row that is not there would lock the gap, and consumers would deadlock.
        const result = await this.dataSource.transaction('READ COMMITTED', (manager) =>
          this.current.run({ manager, committed }, () => work(manager)),
        );
        for (const task of committed) this.runTask(task);
        return result;
      } catch (error) {
        if (attempt >= ATTEMPTS || !isTransient(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * attempt));
      }
    }
  }

  /**
   * Runs `work` so that it can fail alone: in a transaction of its own or, inside a running one, after a savepoint that
   * a failure goes back to. A deadlock inside a running one ends all of it: let that error through.
   */
  async separately<T>(work: () => Promise<T>): Promise<T> {
    const running = this.current.getStore();
    if (!running) return this.run(work);
    const before = running.committed.length;
    try {
      return await running.manager.transaction((manager) => this.current.run({ ...running, manager }, work));
    } catch (error) {
      running.committed.length = before;
      throw error;
    }
  }

  /** The running transaction's manager, else the pool's. */
  get manager(): EntityManager {
    const running = this.current.getStore();
    if (running) return running.manager;
    this.assertConnected();
    return this.dataSource.manager;
  }

  get inTransaction(): boolean {
    return this.current.getStore() !== undefined;
  }

  /** Runs `task` once the outermost transaction has committed; at once when there is none; never when it rolls back. */
  afterCommit(task: () => unknown): void {
    const running = this.current.getStore();
    if (running) running.committed.push(task);
    else this.runTask(task);
  }

  // A process that started while the database was away: TypeORM itself would say that it knows no such entity.
  private assertConnected(): void {
    if (!this.dataSource.isInitialized)
      throw new Error('DataSource is not initialized: the database has not answered yet');
  }

  // The change is committed: whatever follows it (waking the relay, dropping a cache entry) must not fail the caller.
  private runTask(task: () => unknown): void {
    Promise.resolve()
      .then(() => this.current.exit(task))
      .catch((error: unknown) => this.logger.error({ err: error }, 'a task after commit failed'));
  }
}
