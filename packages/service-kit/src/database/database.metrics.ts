import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { gauge } from '../metrics/gauge.js';

/** mysql2's pool: it tells these numbers in no other way. database.metrics.int-spec.ts notices when they move. */
interface Pool {
  config: { connectionLimit: number };
  _allConnections: { length: number };
  _freeConnections: { length: number };
  _connectionQueue: { length: number };
}

/** How much of its connection pool a process uses: the first thing to run out when the database is slow. */
@Injectable()
export class DatabaseMetrics implements OnModuleInit {
  constructor(private readonly dataSource: DataSource) {}

  onModuleInit(): void {
    gauge('hybrid_db_pool_limit', 'Connections that the pool may open', [], () =>
      this.read(({ config }) => config.connectionLimit),
    );
    gauge('hybrid_db_pool_in_use', 'Connections that are working for somebody', [], () =>
      this.read((pool) => pool._allConnections.length - pool._freeConnections.length),
    );
    gauge('hybrid_db_pool_waiting', 'Queries that wait for a connection', [], () =>
      this.read((pool) => pool._connectionQueue.length),
    );
  }

  private read(value: (pool: Pool) => number): [Record<string, string>, number][] {
    if (!this.dataSource.isInitialized) return [];
    const { pool } = this.dataSource.driver as unknown as { pool: Pool };
    return [[{}, value(pool)]];
  }
}
