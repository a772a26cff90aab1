import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { HealthParts } from '../health/health.parts.js';
import { isDatabaseDown } from './database.errors.js';
import { SchemaState } from './schema-state.js';

/** The database answers and its schema has every migration that this release knows. */
@Injectable()
export class DatabaseHealth implements OnModuleInit {
  constructor(
    private readonly parts: HealthParts,
    private readonly dataSource: DataSource,
    private readonly schema: SchemaState,
  ) {}

  onModuleInit(): void {
    this.parts.register({ name: 'database', critical: true, check: () => this.check() });
  }

  private async check(): Promise<undefined> {
    if (!this.dataSource.isInitialized) throw new Error('the database has not answered yet');
    const pending = await this.ask();
    if (pending.length > 0)
      throw new Error(`the schema is behind by ${pending.length} migrations: run the migrate step`);
    return undefined;
  }

  // What the driver says can name accounts and hosts; health is public.
  private async ask(): Promise<string[]> {
    try {
      await this.dataSource.query('SELECT 1');
      return await this.schema.pending();
    } catch (error) {
      throw new Error(isDatabaseDown(error) ? 'the database does not answer' : 'the database refuses this account');
    }
  }
}
