import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { HealthParts } from '../health/health.parts.js';
import { DatabaseConnector } from './database.connector.js';
import { isAccountRefused, isDatabaseDown } from './database.errors.js';
import { SchemaState } from './schema-state.js';

const REFUSED = 'the database refuses this account';

/** The database answers and its schema has every migration that this release knows. */
@Injectable()
export class DatabaseHealth implements OnModuleInit {
  constructor(
    private readonly parts: HealthParts,
    private readonly dataSource: DataSource,
    private readonly schema: SchemaState,
    private readonly connector: DatabaseConnector,
  ) {}

  onModuleInit(): void {
    this.parts.register({ name: 'database', critical: true, check: () => this.check() });
  }

  private async check(): Promise<undefined> {
    if (!this.dataSource.isInitialized)
      throw new Error(this.connector.refused ? REFUSED : 'the database has not answered yet');
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
      const away = isDatabaseDown(error) && !isAccountRefused(error);
      throw new Error(away ? 'the database does not answer' : REFUSED);
    }
  }
}
