import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Whether the schema has every migration that this release knows. Until it has, the service stays unready. */
@Injectable()
export class SchemaState {
  private current = false;

  constructor(private readonly dataSource: DataSource) {}

  /** Names of the migrations still to run. Once up to date it stays so for this process: nothing migrates backwards under it. */
  async pending(): Promise<string[]> {
    if (this.current) return [];
    const known = this.dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name);
    const done = new Set(await this.executed());
    const pending = known.filter((name) => !done.has(name));
    this.current = pending.length === 0;
    return pending;
  }

  private async executed(): Promise<string[]> {
    try {
      const rows: { name: string }[] = await this.dataSource.query('SELECT name FROM migrations');
      return rows.map((row) => row.name);
    } catch (error) {
      if ((error as { code?: string }).code === 'ER_NO_SUCH_TABLE') return [];
      throw error;
    }
  }
}
