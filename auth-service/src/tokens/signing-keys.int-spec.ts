import { randomBytes } from 'node:crypto';
import { SERVICE_ACCOUNTS } from '@hybrid-fleet/contracts';
import {
  Housekeeper,
  identityDatabase,
  PublicKeys,
  ServiceAccountStore,
  SigningKeys,
  seedServiceAccounts,
} from '@hybrid-fleet/identity-store';
import { databaseSettings, Retention, readEnvironment, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Logger } from '@nestjs/common';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { dataSourceOptions } from '../../../packages/service-kit/src/database/database.module.js';
import { createTestDatabase, type TestDatabase } from '../../../packages/service-kit/test/test-database.js';
import { environment } from '../config.js';

jest.setTimeout(60_000);

const HOUR_MS = 3_600_000;
const newKey = () => randomBytes(32).toString('base64');

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  const options = dataSourceOptions(databaseSettings(database.env, 'TEST_DB'), identityDatabase);
  dataSource = await new DataSource({ ...options, type: 'mariadb' } as DataSourceOptions).initialize();
  await dataSource.runMigrations({ transaction: 'none' });
});
afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});

describe('signing keys while KEY_ENCRYPTION_KEY is rotated', () => {
  const [first, second, third] = [newKey(), newKey(), newKey()];
  let warnings: jest.SpyInstance;
  beforeEach(async () => {
    warnings = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    await dataSource.query('DELETE FROM signing_keys');
    await keysOf(first).ensure();
  });
  afterEach(() => warnings.mockRestore());

  const config = (current: string, previous: string[] = []) =>
    readEnvironment(environment, {
      ...process.env,
      KEY_ENCRYPTION_KEY: current,
      KEY_ENCRYPTION_KEY_PREVIOUS: previous.join(','),
    });
  /** A process that was started with these. */
  const keysOf = (current: string, ...previous: string[]) => new SigningKeys(dataSource, config(current, previous));
  const rows = (): Promise<{ kid: string; sealed: string | null; activeFrom: Date; expiresAt: Date | null }[]> =>
    dataSource.query(
      'SELECT kid, private_key_sealed AS sealed, active_from AS activeFrom, expires_at AS expiresAt FROM signing_keys ORDER BY active_from',
    );
  const published = async () =>
    (await new PublicKeys(new UnitOfWork(dataSource)).published()).keys.map(({ kid }) => kid).sort();
  /** As if so many milliseconds had passed since every key was made. */
  const later = (ms: number) =>
    dataSource.query(
      `UPDATE signing_keys SET active_from = active_from - INTERVAL ? MICROSECOND,
         created_at = created_at - INTERVAL ? MICROSECOND, expires_at = expires_at - INTERVAL ? MICROSECOND`,
      [ms * 1000, ms * 1000, ms * 1000],
    );
  const clean = async () => {
    const retention = new Retention(dataSource);
    new Housekeeper(retention, config(first));
    await retention.clean();
  };
  const kidOf = async (keys: SigningKeys) => (await keys.current()).kid;

  it('sealed under the former one still sign, and the next is made under the new one', async () => {
    const [former] = await rows();
    expect(await kidOf(keysOf(second, first))).toBe(former?.kid);
    const [, next] = await rows();
    expect(Math.round((Number(next?.activeFrom) - Date.now()) / 60_000)).toBe(60);
    expect(await published()).toEqual([former?.kid, next?.kid].sort());
    await later(HOUR_MS);
    expect(await kidOf(keysOf(second))).toBe(next?.kid);
  });

  it('are made once, however many replicas start with the new one at once', async () => {
    await Promise.all(Array.from({ length: 6 }, () => keysOf(second, first).current()));
    expect(await rows()).toHaveLength(2);
    expect(warnings).not.toHaveBeenCalled();
  });

  it('are passed over by a replica that is not restarted yet: it signs on, and what it signed stays good', async () => {
    const lagging = keysOf(first);
    const former = await kidOf(lagging);
    await keysOf(second, first).current();
    await later(HOUR_MS + 1000);
    const restartedLater = keysOf(first);
    expect(await kidOf(restartedLater)).toBe(former);
    expect(await published()).toContain(former);
    const [row] = await rows();
    // Access tokens of 900 s, and the skew of clocks twice.
    expect(Math.round((Number(row?.expiresAt) - Date.now()) / 1000)).toBe(1020);
    await clean();
    expect(await kidOf(keysOf(first))).toBe(former);
  });

  it('that are passed over are named once, with what to do', async () => {
    await keysOf(second, first).current();
    await later(HOUR_MS + 1000);
    const [former, next] = await rows();
    warnings.mockClear();
    await keysOf(first).current();
    expect(warnings.mock.calls).toEqual([
      [
        `KEY_ENCRYPTION_KEY was replaced since this process started: it signs on with the key ${former?.kid}, without the newer ${next?.kid}. Restart it with the present .env`,
      ],
    ]);
    const said = JSON.stringify(warnings.mock.calls);
    expect([first, second].filter((key) => said.includes(key))).toEqual([]);
  });

  it('none of which opens are an error that says what to do', async () => {
    await expect(keysOf(second).current()).rejects.toThrow(
      /^KEY_ENCRYPTION_KEY does not open .* into KEY_ENCRYPTION_KEY_PREVIOUS/,
    );
    expect(await rows()).toHaveLength(1);
  });

  it('outlive two rotations before a restart', async () => {
    const former = await kidOf(keysOf(first));
    expect(await kidOf(keysOf(third, second, first))).toBe(former);
    await later(HOUR_MS);
    expect(await kidOf(keysOf(third))).not.toBe(former);
    await later(61_000);
    expect(await keysOf(third, second, first).sealedUnderPrevious()).toEqual([]);
  });

  it('that two replicas would each seal anew are not made faster than they come into use', async () => {
    const [one, other] = [keysOf(first, second), keysOf(second, first)];
    for (const keys of [other, one, other, one]) await keys.current();
    for (const keys of [keysOf(first, second), keysOf(second, first)]) await keys.current();
    expect(await rows()).toHaveLength(2);
  });

  it('lose their private part when nobody signs with them, and then nothing needs the former one', async () => {
    const keys = keysOf(second, first);
    const former = await kidOf(keys);
    expect((await keys.sealedUnderPrevious()).map(({ kid }) => kid)).toEqual([former]);
    await clean();
    expect((await rows()).map(({ sealed }) => sealed === null)).toEqual([false, false]);
    await later(HOUR_MS + 61_000);
    await clean();
    expect((await rows()).map(({ sealed }) => sealed === null)).toEqual([true, false]);
    expect(await published()).toContain(former);
    expect(await keysOf(second, first).sealedUnderPrevious()).toEqual([]);
    warnings.mockClear();
    await keysOf(second, first).current();
    expect(warnings.mock.calls).toEqual([
      [
        'KEY_ENCRYPTION_KEY_PREVIOUS is not needed any more: scripts/ops/rotate-secrets.sh --retire-previous removes it',
      ],
    ]);
    await later(960_000);
    await clean();
    expect(await published()).not.toContain(former);
  });

  it('are all replaced at once when one got out', async () => {
    await keysOf(first).rotate();
    const { kid, dropped } = await keysOf(second).replaceAll();
    expect(dropped).toBe(2);
    expect(await published()).toEqual([kid]);
    expect(await kidOf(keysOf(second))).toBe(kid);
  });

  it('are not dropped when their replacement cannot be stored', async () => {
    const [before] = await rows();
    await dataSource.query('UPDATE signing_keys SET expires_at = active_from + INTERVAL 1 DAY');
    await dataSource.query('ALTER TABLE signing_keys ADD CONSTRAINT refused CHECK (expires_at IS NOT NULL)');
    try {
      await expect(keysOf(second).replaceAll()).rejects.toThrow('refused');
      expect((await rows()).map(({ kid }) => kid)).toEqual([before?.kid]);
    } finally {
      await dataSource.query('ALTER TABLE signing_keys DROP CONSTRAINT refused');
    }
  });
});

describe('the client secret of a service', () => {
  const secrets = (word: string) =>
    Object.fromEntries(SERVICE_ACCOUNTS.map(({ name }) => [name, `${word}-secret-of-${name}`]));
  const accepted = async (...words: string[]) => {
    const store = new ServiceAccountStore(new UnitOfWork(dataSource));
    const answers = await Promise.all(
      words.map((word) => store.authenticate('user-service', `${word}-secret-of-user-service`)),
    );
    return words.filter((_, index) => answers[index]);
  };

  it('is accepted beside the one before for half an hour, however often the migrate step runs', async () => {
    for (const word of ['first', 'second', 'second']) await seedServiceAccounts(dataSource, secrets(word));
    expect(await accepted('first', 'second', 'third')).toEqual(['first', 'second']);
    await dataSource.query(
      'UPDATE service_accounts SET former_secret_until = former_secret_until - INTERVAL 30 MINUTE',
    );
    expect(await accepted('first', 'second')).toEqual(['second']);
  });

  it('is the only one at once when the one before got out', async () => {
    for (const word of ['third', 'fourth']) await seedServiceAccounts(dataSource, secrets(word));
    expect(await accepted('third', 'fourth')).toEqual(['third', 'fourth']);
    await new ServiceAccountStore(new UnitOfWork(dataSource)).forgetFormerSecrets();
    expect(await accepted('third', 'fourth')).toEqual(['fourth']);
  });
});
