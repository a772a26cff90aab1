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

  const foreign = DATABASES.flatMap((account) =>
    DATABASES.filter((server) => server !== account).map((server): [string, string] => [account, server]),
  );
  it.each(foreign)("%s's account is refused by %s's server", async (account, server) => {
    await expect(connect({ account, server })).rejects.toMatchObject({ code: 'ER_ACCESS_DENIED_ERROR' });
  });
});
