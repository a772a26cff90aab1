import { withDatabase } from '../backup/databases.js';
import { counted } from '../backup/sizes.js';
import type { Environment } from '../environment.js';
import { say } from '../progress.js';

interface Written {
  affectedRows: number;
}

/**
 * A restored identity schema would bring back what was taken away since the backup: sessions that were ended, links that
 * were used, and people who are gone still hold access tokens. So all of it ends: everybody signs in again. Without a
 * signing key no older token is accepted by anybody, and auth-service's migrate step makes a new one.
 */
export async function endAllSignIns(env: Environment): Promise<void> {
  await withDatabase(env, { prefix: 'SHARED_DB' }, async (connection) => {
    const change = async (sql: string) => ((await connection.query(sql))[0] as unknown as Written).affectedRows;
    const sessions = await change(
      "UPDATE sessions SET ended_at = UTC_TIMESTAMP(3), ended_by = 'restore' WHERE ended_at IS NULL",
    );
    const links = await change('DELETE FROM one_time_tokens');
    await change('DELETE FROM signing_keys');
    // Else the backup's client secrets would be good for a while, as those before the fleet's own.
    await change('DELETE FROM service_accounts');
    say(`ended ${counted(sessions, 'session')} and ${counted(links, 'unused link')}: everybody signs in again`);
  });
}
