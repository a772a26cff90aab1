import { createConnection } from 'mysql2/promise';

const DATABASES = ['SHARED_DB', 'CUSTOMER_DB', 'CARRIER_DB', 'PRICING_DB'];

interface Target {
  server: string;
  account: string;
}

async function connect({ server, account }: Target) {
  const env = (name: string) => process.env[name] as string;
  return createConnection({
    host: env(`${server}_HOST`),
    port: Number(env(`${server}_PORT`)),
    user: env(`${account}_USER`),
    password: env(`${account}_PASSWORD`),
    database: env(`${server}_NAME`),
  });
}

describe('each service has a database of its own', () => {
  it.each(DATABASES)("%s's account reads and writes there, and may not change the schema", async (database) => {
    const connection = await connect({ server: database, account: database });
    try {
      await connection.query('SELECT COUNT(*) FROM outbox');
      await expect(connection.query('CREATE TABLE intruder (id INT)')).rejects.toMatchObject({
        code: 'ER_TABLEACCESS_DENIED_ERROR',
      });
      await expect(connection.query('DROP TABLE outbox')).rejects.toMatchObject({
        code: 'ER_TABLEACCESS_DENIED_ERROR',
      });
      await expect(connection.query("INSERT INTO migrations (timestamp, name) VALUES (1, 'x')")).rejects.toMatchObject({
        code: 'ER_TABLEACCESS_DENIED_ERROR',
      });
    } finally {
      await connection.end();
    }
  });

  it.each(DATABASES)(
    "%s's account adds to the history, and neither changes nor deletes what is in it",
    async (database) => {
      const connection = await connect({ server: database, account: database });
      const denied = { code: 'ER_TABLEACCESS_DENIED_ERROR' };
      try {
        await connection.query('SELECT COUNT(*) FROM history');
        await connection.beginTransaction();
        await connection.query(
          `INSERT INTO history (resource, resource_id, action, changes, actor_kind, created_at)
         VALUES ('nothing', 1, 'created', '[]', 'system', UTC_TIMESTAMP(3))`,
        );
        await connection.rollback();
        for (const statement of ["UPDATE history SET action = 'x'", 'DELETE FROM history', 'TRUNCATE history']) {
          await expect(connection.query(statement)).rejects.toMatchObject(denied);
        }
      } finally {
        await connection.end();
      }
    },
  );

  const foreign = DATABASES.flatMap((account) =>
    DATABASES.filter((server) => server !== account).map((server): [string, string] => [account, server]),
  );
  it.each(foreign)("%s's account is refused by %s's server", async (account, server) => {
    await expect(connect({ account, server })).rejects.toMatchObject({ code: 'ER_ACCESS_DENIED_ERROR' });
  });
});
