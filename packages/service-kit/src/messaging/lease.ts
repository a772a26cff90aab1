import type { DataSource, QueryRunner } from 'typeorm';

/**
 * Work that one process at a time does for a schema, whatever the number of replicas. The lease is a named lock of the
 * database server and lives on the connection that the work itself uses: whoever loses that connection has lost both.
 */
export class Lease {
  private runner?: QueryRunner;
  private refusedAt = 0;

  /** `retryMs`: how long after a refusal the server is not asked again. Each commit would otherwise ask once. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly purpose: string,
    private readonly retryMs: number,
  ) {}

  /** The connection to work on, or undefined while another process holds the lease. */
  async hold(): Promise<QueryRunner | undefined> {
    if (this.runner) return this.runner;
    if (Date.now() - this.refusedAt < this.retryMs) return undefined;
    const runner = this.dataSource.createQueryRunner();
    try {
      // Names of locks are the server's, and a server may hold several schemas.
      const [row] = await runner.query("SELECT GET_LOCK(CONCAT(?, ':', DATABASE()), 0) AS taken", [this.purpose]);
      if (Number(row.taken) === 1) {
        this.runner = runner;
        return runner;
      }
    } catch (error) {
      await runner.release();
      throw error;
    }
    this.refusedAt = Date.now();
    await runner.release();
    return undefined;
  }

  /** Gives the lease up. After an error the connection may be broken, and its lock is gone with it. */
  async release(): Promise<void> {
    const { runner } = this;
    this.runner = undefined;
    if (!runner) return;
    await runner.query("DO RELEASE_LOCK(CONCAT(?, ':', DATABASE()))", [this.purpose]).catch(() => undefined);
    await runner.release();
  }
}
