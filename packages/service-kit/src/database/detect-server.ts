import { createConnection } from 'mysql2/promise';
import type { DatabaseSettings } from '../config/environment.js';

/**
 * MySQL and MariaDB speak one protocol but TypeORM writes JSON and generated columns differently for each; treating
 * one as the other corrupts JSON columns, so we ask.
 */
export async function detectServer(settings: DatabaseSettings): Promise<'mysql' | 'mariadb'> {
  const connection = await createConnection({
    host: settings.host,
    port: settings.port,
    user: settings.username,
    password: settings.password,
    database: settings.database,
    connectTimeout: 3000,
  });
  try {
    const [rows] = await connection.query('SELECT VERSION() AS version');
    return /mariadb/i.test((rows as { version: string }[])[0]?.version ?? '') ? 'mariadb' : 'mysql';
  } finally {
    await connection.end();
  }
}
