/** @jest-environment ./tests/support/in-order.environment.ts */
import { readFileSync, statSync } from 'node:fs';
import bcrypt from 'bcrypt';
import { Redis } from 'ioredis';
import { IdentityFleet } from '../../../../packages/identity-store/test/identity-fleet.js';
import { ADMIN, MigrationFleet, PreviousSystem } from '../../test/migration-fleet.js';
import type { TargetName } from './target.js';

const PASSWORD = 'an old password';
// What PHP and Java wrote.
const hash = bcrypt.hashSync(PASSWORD, 4);
const PHP = hash.replace('$2b$', '$2y$');
const JAVA = `{bcrypt}${hash.replace('$2b$', '$2a$')}`;
const MD5 = '5f4dcc3b5aa765d61d8327deb882cf99';

const MONOLITH = [
  'CREATE TABLE roles (id INT PRIMARY KEY, name VARCHAR(50), permissions JSON)',
  `INSERT INTO roles VALUES (1, 'ROLE_USER', NULL), (7, 'Admin', NULL), (8, 'Price Clerk', '["pricing:read", "all"]'), (9, '???', NULL)`,
  `CREATE TABLE users (id INT PRIMARY KEY, email VARCHAR(320), passwordHash VARCHAR(255), firstName VARCHAR(120), lastName VARCHAR(120),
     isActive TINYINT(1), emailVerified BIT(1), deletedAt DATETIME NULL, createdAt DATETIME(6), shoe_size INT)`,
  `INSERT INTO users VALUES
     (1, ' Ann@Example.com ', '${PHP}', 'Ann', 'One', 1, b'1', NULL, '2020-01-02 03:04:05.678901', 41),
     (2, 'bob@example.com', '${JAVA}', 'Bob', NULL, 0, b'0', NULL, '2020-01-02 03:04:05', NULL),
     (3, 'ANN@example.com', '${PHP}', 'Ann', 'Again', 1, b'0', NULL, NULL, NULL),
     (4, 'nobody', '${PHP}', 'No', 'Body', 1, b'0', NULL, NULL, NULL),
     (5, 'ann@example.com', '${MD5}', 'Ann', 'Before', 1, b'0', '2021-01-01 00:00:00', NULL, NULL),
     (6, 'eve@example.com', '${MD5}', 'Eve', 'Six', 1, b'1', NULL, NULL, NULL)`,
  'CREATE TABLE user_roles (user_id INT, role_id INT, PRIMARY KEY (user_id, role_id))',
  'INSERT INTO user_roles VALUES (1, 7), (1, 8), (2, 1), (6, 9), (99, 1)',
  `CREATE TABLE customers (id INT PRIMARY KEY, user_id INT, email VARCHAR(320), first_name VARCHAR(100), last_name VARCHAR(100),
     type VARCHAR(20), street VARCHAR(100), city VARCHAR(100), country VARCHAR(50))`,
  `INSERT INTO customers VALUES
     (1, 2, 'BOB@firm.example', 'Bob', 'Firm', 'Business', '1 Main St', 'Berlin', 'Germany'),
     (2, 4, 'orphan@example.com', 'Or', 'Phan', NULL, NULL, NULL, NULL),
     (3, 2, 'second@example.com', 'Se', 'Cond', 'vip', NULL, NULL, NULL),
     (4, 6, NULL, NULL, NULL, 'vip', 'x', NULL, NULL),
     (5, NULL, 'bob@firm.example', 'Twin', 'Twin', NULL, NULL, NULL, NULL)`,
  'CREATE TABLE carriers (id INT PRIMARY KEY, name VARCHAR(150), owner_id INT)',
  "INSERT INTO carriers VALUES (3, 'Düsen Express', 1), (4, 'düsen express', 3)",
  `CREATE TABLE pricing_rules (id INT PRIMARY KEY, name VARCHAR(150), carrier_id INT, base_rate FLOAT, per_kg_rate DOUBLE, currency CHAR(3), max_weight DECIMAL(8,2))`,
  `INSERT INTO pricing_rules VALUES (1, 'Standard', 3, 12.35, 0.1e0 + 0.2e0, 'EUR', 30.5), (2, 'Gift', 3, -1, NULL, 'EUR', NULL),
     (3, 'Barter', NULL, 1, NULL, 'XYZ', NULL), (4, 'No carrier', 4, 2, NULL, 'eur', NULL)`,
];

describe('migrate-from --from monolith', () => {
  let source: PreviousSystem;
  let fleet: MigrationFleet;
  beforeAll(async () => {
    [source, fleet] = [await PreviousSystem.make(...MONOLITH), await MigrationFleet.setUp()];
  });
  afterAll(async () => {
    await fleet?.remove();
    await source?.remove();
  });
  const acted = (target: TargetName, resource: string) =>
    fleet.query(
      target,
      `INSERT INTO history (resource, resource_id, action, changes, actor_kind, actor_id, created_at)
       VALUES ('${resource}', 99, 'updated', '[]', 'user', 1, UTC_TIMESTAMP(3))`,
    );
  const migrateFrom = (...args: string[]) =>
    fleet.migrateFrom(['--from', 'monolith', ...args], { MIGRATE_FROM_URL: source.url });

  it('says what would become of every row, and writes nothing', async () => {
    const { code, output } = await migrateFrom();
    expect(code).toBe(1);
    expect(output).toMatch(/^users +6 +4 +2$/m);
    expect(output).toMatch(/^customers +5 +4 +1$/m);
    expect(output).toMatch(/^carriers +2 +1 +1$/m);
    expect(output).toMatch(/^pricing rules +4 +2 +2$/m);
    expect(output).toContain('users: email is that of another user (id 3)');
    expect(output).toContain('users: email must be an email address, like name@example.com (id 4)');
    expect(output).toContain('column users.shoe_size (1 rows have a value)');
    expect(output).toContain('1 active admins can sign in with their old password.');
    expect(output).not.toContain(decodeURIComponent(new URL(source.url).password));
    expect(await fleet.query('SHARED_DB', 'SELECT id, email FROM users')).toEqual([{ id: 1, email: ADMIN }]);
    expect(await fleet.query('CUSTOMER_DB', 'SELECT id FROM customers')).toHaveLength(1);
    expect(await fleet.query('SHARED_DB', "SHOW TABLES LIKE 'migrate_from'")).toEqual([]);
    const report = /row by row: (\S+)/.exec(output)?.[1] as string;
    const text = readFileSync(report, 'utf8');
    expect(statSync(report).mode & 0o777).toBe(0o600);
    expect(text).toContain('users,3,refused,email,is that of another user,ann@example.com: user 1,');
    expect(text).toContain('customers,2,changed,user_id,means no user that is taken over: not linked,4,');
    expect(text).not.toMatch(/\$2[aby]\$|5f4dcc3b/);
  });

  it('does nothing while a row cannot be taken over, unless it is told to leave it there', async () => {
    const { code, output } = await migrateFrom('--apply');
    expect([code, output]).toEqual([1, expect.stringContaining('nothing was changed: mend the refused rows')]);
    expect(await fleet.query('SHARED_DB', 'SELECT id FROM users')).toEqual([{ id: 1 }]);
  });

  it('takes over the rest, compares it, and moves the first admin out of the way', async () => {
    const { REDIS_HOST, REDIS_PORT, REDIS_PASSWORD } = process.env;
    const redis = new Redis({ host: REDIS_HOST, port: Number(REDIS_PORT), password: REDIS_PASSWORD });
    await redis.set('user:by-id:1', 'the first admin');
    // What the admin did before, told of other records.
    await Promise.all([acted('SHARED_DB', 'roles'), acted('CUSTOMER_DB', 'customers')]);
    const { code, output } = await migrateFrom('--apply', '--skip-rejected');
    expect(await redis.get('user:by-id:1')).toBeNull();
    redis.disconnect();
    expect([code, output]).toEqual([0, expect.stringMatching(/users +4 +4 +(\w+) +\1 +equal/)]);
    expect(output.match(/ equal$/gm)).toHaveLength(6);
    expect(
      await fleet.query(
        'SHARED_DB',
        'SELECT id, email, password_hash, last_name, is_active, is_email_verified, registered_by, version, created_at, deleted_at IS NOT NULL AS gone FROM users WHERE id < 7',
      ),
    ).toEqual([
      user(1, 'ann@example.com', hash, 'One', { is_email_verified: 1, created_at: '2020-01-02 03:04:05.678' }),
      user(2, 'bob@example.com', JAVA.slice(8), '-', { is_active: 0, created_at: '2020-01-02 03:04:05.000' }),
      user(5, 'ann@example.com', null, 'Before', { gone: 1 }),
      user(6, 'eve@example.com', null, 'Six', { is_email_verified: 1 }),
    ]);
    expect(
      await fleet.query(
        'SHARED_DB',
        'SELECT u.id, u.email, r.name FROM user_roles ur JOIN users u ON u.id = ur.user_id JOIN roles r ON r.id = ur.role_id ORDER BY u.id, r.name',
      ),
    ).toEqual([
      { id: 1, email: 'ann@example.com', name: 'admin' },
      { id: 1, email: 'ann@example.com', name: 'price-clerk' },
      { id: 2, email: 'bob@example.com', name: 'user' },
      { id: 7, email: ADMIN, name: 'admin' },
    ]);
    const [clerk] = await fleet.query('SHARED_DB', "SELECT permissions FROM roles WHERE name = 'price-clerk'");
    expect(JSON.parse(clerk.permissions)).toEqual(['pricing:read']);
    const revoked = await fleet.query('SHARED_DB', 'SELECT kind, subject FROM revocations');
    expect(revoked).toEqual([{ kind: 'user', subject: '1' }]);
    // Ann has the admin's former id, and neither made herself nor did what the admin did.
    const made = "SELECT resource_id, action FROM history WHERE resource = 'users'";
    expect(await fleet.query('SHARED_DB', made)).toEqual([{ resource_id: 7, action: 'created' }]);
    const actors = (resource: string) =>
      `SELECT actor_id FROM history WHERE actor_kind = 'user' AND resource = '${resource}' AND resource_id = 99`;
    expect(await fleet.query('SHARED_DB', actors('roles'))).toEqual([{ actor_id: 7 }]);
    expect(await fleet.query('CUSTOMER_DB', actors('customers'))).toEqual([{ actor_id: 7 }]);
  });

  it('keeps customers, carriers and exact prices with their ids and links', async () => {
    const customers = await fleet.query(
      'CUSTOMER_DB',
      'SELECT id, user_id, user_is_active, email, first_name, customer_type, country, version FROM customers ORDER BY id',
    );
    const row = (id: number, user_id: number | null, user_is_active: number | null, email: string, rest: object) => ({
      ...{ id, user_id, user_is_active, email, version: 2, country: null },
      ...rest,
    });
    expect(customers).toEqual([
      row(1, 2, 0, 'bob@firm.example', { first_name: 'Bob', customer_type: 'business', country: 'DE' }),
      row(2, null, null, 'orphan@example.com', { first_name: 'Or', customer_type: 'retail' }),
      row(3, null, null, 'second@example.com', { first_name: 'Se', customer_type: 'vip' }),
      row(4, 6, 1, 'eve@example.com', { first_name: 'Eve', customer_type: 'vip' }),
    ]);
    const heard =
      "SELECT aggregate_id, version FROM consumed_aggregates WHERE aggregate_type = 'user' ORDER BY aggregate_id";
    expect(await fleet.query('CUSTOMER_DB', heard)).toEqual([
      { aggregate_id: '2', version: 2 },
      { aggregate_id: '6', version: 2 },
    ]);
    expect(await fleet.query('CARRIER_DB', 'SELECT id, name, code, owner_id FROM carriers')).toEqual([
      { id: 3, name: 'Düsen Express', code: 'DUSEN-EXPRESS-3', owner_id: 1 },
    ]);
    const rules = await fleet.query('PRICING_DB', 'SELECT id, conditions, pricing, base_rate FROM pricing_rules');
    expect(
      rules.map((rule) => ({ ...rule, conditions: JSON.parse(rule.conditions), pricing: JSON.parse(rule.pricing) })),
    ).toEqual([
      {
        id: 1,
        conditions: { carrierId: 3, weightRange: { max: 30.5 } },
        pricing: { baseRate: '12.35', currency: 'EUR', perKgRate: '0.3' },
        base_rate: '12.350000',
      },
      { id: 4, conditions: { carrierId: 4 }, pricing: { baseRate: '2', currency: 'EUR' }, base_rate: '2.000000' },
    ]);
    expect(await fleet.query('PRICING_DB', 'SELECT version FROM rule_set_counter')).toEqual([{ version: 2 }]);
  });

  it('gives new users ids above all that are there', async () => {
    const next =
      "INSERT INTO users (email, first_name, last_name, registered_by, created_at, updated_at) VALUES ('new@example.com', 'N', 'N', 'self', NOW(), NOW())";
    expect(await fleet.query('SHARED_DB', next)).toMatchObject({ insertId: 8 });
    await fleet.query('SHARED_DB', 'DELETE FROM users WHERE id = 8');
  });

  it('has nothing to do a second time', async () => {
    const { code, output } = await migrateFrom('--apply', '--skip-rejected');
    expect([code, output]).toEqual([0, expect.stringContaining('nothing to do')]);
  });

  it('lets people in with the passwords that they had', async () => {
    const identity = await IdentityFleet.start({ ...fleet.settings, ...serviceAccount(fleet), NODE_ENV: 'test' });
    try {
      expect((await identity.login('ann@example.com', PASSWORD)).status).toBe(200);
      expect((await identity.login('ann@example.com', 'another')).status).toBe(401);
      expect((await identity.login('bob@example.com', PASSWORD)).status).toBe(401); // inactive
      expect((await identity.login('eve@example.com', 'password')).status).toBe(401); // what the MD5 was of
    } finally {
      await identity.stop();
    }
  });
});

describe('migrate-from, interrupted', () => {
  const USERS = 6000;
  let source: PreviousSystem;
  let fleet: MigrationFleet;
  beforeAll(async () => {
    const people = Array.from(
      { length: USERS },
      (_, n) => `('u${n}@example.com', '${PHP}', 'Given Family${n}', 'user')`,
    );
    source = await PreviousSystem.make(
      'CREATE TABLE users (id INT PRIMARY KEY AUTO_INCREMENT, email VARCHAR(200), password VARCHAR(100), name VARCHAR(100), role VARCHAR(20))',
      `INSERT INTO users (email, password, name, role) VALUES ${people.join(', ')}`,
      `INSERT INTO users VALUES (${USERS + 1}, '${ADMIN}', '${PHP}', 'The Boss', 'boss')`,
    );
    fleet = await MigrationFleet.setUp();
  });
  afterAll(async () => {
    await fleet?.remove();
    await source?.remove();
  });
  const args = ['--from', 'monolith', '--roles', 'boss=admin', '--apply'];
  const users = async () => Number((await fleet.query('SHARED_DB', 'SELECT COUNT(*) AS users FROM users'))[0].users);

  it('goes on after a kill -9 where it was: nothing twice, nothing half', async () => {
    const killed = await fleet.migrateFrom(args, { MIGRATE_FROM_URL: source.url }, /users: loaded 1000 of/);
    expect(killed.code).toBeNull();
    const before = await users();
    expect(before).toBeGreaterThanOrEqual(1000);
    expect(before).toBeLessThan(USERS + 1);
    const { code, output } = await fleet.migrateFrom(args, { MIGRATE_FROM_URL: source.url });
    expect([code, output]).toEqual([0, expect.stringContaining(' equal')]);
    expect(await users()).toBe(USERS + 1);
    // The source's person with the first admin's email has taken that admin's place.
    const boss = `SELECT u.id, r.name FROM users u JOIN user_roles ur ON ur.user_id = u.id JOIN roles r ON r.id = ur.role_id WHERE u.email = '${ADMIN}'`;
    expect(await fleet.query('SHARED_DB', boss)).toEqual([{ id: USERS + 1, name: 'admin' }]);
    expect(await fleet.query('CUSTOMER_DB', 'SELECT id FROM customers')).toEqual([]);
    const told = "SELECT resource_id FROM history WHERE resource = 'users'";
    expect(await fleet.query('SHARED_DB', told)).toEqual([]);
  });

  it('does not go on with a source that has changed, nor begins in a fleet with data', async () => {
    await fleet.query(
      'SHARED_DB',
      "UPDATE migrate_from SET detail = JSON_REMOVE(detail, '$.loadedAt', '$.finishedAt') WHERE step = 'run'",
    );
    await source.run("UPDATE users SET name = 'Some One' WHERE id = 5");
    const changed = await fleet.migrateFrom(args, { MIGRATE_FROM_URL: source.url });
    expect([changed.code, changed.output]).toEqual([1, expect.stringContaining('has changed since the run')]);
    await fleet.query('SHARED_DB', 'DROP TABLE migrate_from');
    const full = await fleet.migrateFrom(args, { MIGRATE_FROM_URL: source.url });
    expect([full.code, full.output]).toEqual([1, expect.stringContaining(`it has ${USERS + 1} users`)]);
  });
});

describe('migrate-from --from separate', () => {
  let auth: PreviousSystem;
  let people: PreviousSystem;
  let fleet: MigrationFleet;
  beforeAll(async () => {
    auth = await PreviousSystem.make(
      'CREATE TABLE credentials (id INT PRIMARY KEY, email VARCHAR(200), password_hash VARCHAR(100), is_active TINYINT(1))',
      `INSERT INTO credentials VALUES (1, 'same@example.com', '${PHP}', 1), (2, 'Swap-A@example.com', '${PHP}', 1), (3, 'swap-b@example.com', '${PHP}', 0),
         (4, 'only-auth@example.com', '${PHP}', 1), (9, 'free-id@example.com', '${PHP}', 1)`,
      'CREATE TABLE roles (id INT PRIMARY KEY, name VARCHAR(20))',
      "INSERT INTO roles VALUES (1, 'admin'), (2, 'user')",
      'CREATE TABLE user_roles (user_id INT, role_id INT)',
      'INSERT INTO user_roles VALUES (1, 1), (2, 2), (4, 2)',
    );
    people = await PreviousSystem.make(
      "CREATE TABLE users (id INT PRIMARY KEY, email VARCHAR(200), first_name VARCHAR(100), last_name VARCHAR(100), phone VARCHAR(30), active CHAR(1) DEFAULT 'Y')",
      `INSERT INTO users (id, email, first_name, last_name, phone) VALUES (1, 'same@example.com', 'Sa', 'Me', '+49 30 1234'), (3, 'swap-a@example.com', 'Swap', 'A', NULL),
         (2, 'swap-b@example.com', 'Swap', 'B', NULL), (4, 'only-user@example.com', 'Only', 'User', NULL)`,
    );
    fleet = await MigrationFleet.setUp();
    await fleet.query('CUSTOMER_DB', 'DELETE FROM customers');
    // Their user ids are the auth store's.
    for (const [id, userId, email] of [
      [11, 1, 'same@example.com'],
      [12, 2, 'swap-a@example.com'],
      [13, 3, 'swap-b@example.com'],
      [14, 4, 'another@example.com'],
      [15, 77, 'nobody@example.com'],
    ]) {
      await fleet.query(
        'CUSTOMER_DB',
        `INSERT INTO customers (id, user_id, email, first_name, last_name, customer_type, is_active, addresses, version, created_at, updated_at)
         VALUES (${id}, ${userId}, '${email}', 'C', '${id}', 'retail', 1, '[]', 3, NOW(), NOW())`,
      );
    }
    await fleet.query(
      'CARRIER_DB',
      "INSERT INTO carriers (id, name, code, owner_id, is_active, services, coverage, version) VALUES (1, 'One', 'ONE', 2, 1, '[]', '[]', 1), (2, 'Two', 'TWO', 1, 1, '[]', '[]', 1)",
    );
  });
  afterAll(async () => {
    await fleet?.remove();
    await people?.remove();
    await auth?.remove();
  });
  const run = (...args: string[]) =>
    fleet.migrateFrom(['--from', 'separate', '--references', 'auth', ...args], {
      MIGRATE_FROM_AUTH_URL: auth.url,
      MIGRATE_FROM_USER_URL: people.url,
    });
  const links = () => fleet.query('CUSTOMER_DB', 'SELECT id, user_id, version FROM customers ORDER BY id');

  it('asks whose ids customers have, when their emails speak against what it assumes', async () => {
    const urls = { MIGRATE_FROM_AUTH_URL: auth.url, MIGRATE_FROM_USER_URL: people.url };
    const { code, output } = await fleet.migrateFrom(['--from', 'separate', '--apply'], urls);
    expect([code, output]).toEqual([1, expect.stringContaining('with --references auth or user')]);
    expect(output).toMatch(/Of 5 customers with a user, 1 have .* user store, and 3 if it holds ids of the auth store/);
    expect(await fleet.query('SHARED_DB', 'SELECT id FROM users')).toEqual([{ id: 1 }]);
  });

  it('says whose id changes, and changes none', async () => {
    const { code, output } = await run();
    expect(code).toBe(0);
    expect(output).toContain('2 auth store: id has the same email under another id (id 2, 3)');
    expect(output).toContain('1 auth store: id means another person: a new id (id 4)');
    expect(output).toContain('1 customers: user_id means no user that is taken over: not linked (id 15)');
    expect((await links()).map(({ user_id }) => user_id)).toEqual([1, 2, 3, 4, 77]);
  });

  it('makes one store of the two', async () => {
    const { code, output } = await run('--apply');
    expect([code, output]).toEqual([0, expect.stringContaining(' equal')]);
    expect(
      await fleet.query(
        'SHARED_DB',
        'SELECT id, email, first_name, is_active, password_hash IS NULL AS invited FROM users ORDER BY id',
      ),
    ).toEqual([
      { id: 1, email: 'same@example.com', first_name: 'Sa', is_active: 1, invited: 0 },
      { id: 2, email: 'swap-b@example.com', first_name: 'Swap', is_active: 0, invited: 0 },
      { id: 3, email: 'swap-a@example.com', first_name: 'Swap', is_active: 1, invited: 0 },
      { id: 4, email: 'only-user@example.com', first_name: 'Only', is_active: 1, invited: 1 },
      { id: 9, email: 'free-id@example.com', first_name: '-', is_active: 1, invited: 0 },
      { id: 10, email: 'only-auth@example.com', first_name: '-', is_active: 1, invited: 0 },
      { id: 11, email: ADMIN, first_name: 'Ada', is_active: 1, invited: 0 },
    ]);
    const roles = 'SELECT ur.user_id, r.name FROM user_roles ur JOIN roles r ON r.id = ur.role_id ORDER BY ur.user_id';
    expect(await fleet.query('SHARED_DB', roles)).toEqual([
      { user_id: 1, name: 'admin' },
      { user_id: 3, name: 'user' },
      { user_id: 10, name: 'user' },
      { user_id: 11, name: 'admin' },
    ]);
  });

  const REWRITTEN = [
    { id: 11, user_id: 1, version: 3 },
    { id: 12, user_id: 3, version: 4 },
    { id: 13, user_id: 2, version: 4 },
    { id: 14, user_id: 10, version: 4 },
    { id: 15, user_id: null, version: 4 },
  ];

  it('rewrites what refers to users, those whose ids are exchanged too', async () => {
    expect(await links()).toEqual(REWRITTEN);
    expect(await fleet.query('CARRIER_DB', 'SELECT id, owner_id FROM carriers')).toEqual([
      { id: 1, owner_id: 3 },
      { id: 2, owner_id: 1 },
    ]);
  });

  it('rewrites them once, also when the run goes on after that', async () => {
    await fleet.query(
      'SHARED_DB',
      "UPDATE migrate_from SET detail = JSON_REMOVE(detail, '$.loadedAt', '$.finishedAt') WHERE step = 'run'",
    );
    expect((await run('--apply')).code).toBe(0);
    expect(await links()).toEqual(REWRITTEN);
  });
});

function user(id: number, email: string, password_hash: string | null, last_name: string, rest: object) {
  return {
    ...{
      id,
      email,
      password_hash,
      last_name,
      is_active: 1,
      is_email_verified: 0,
      registered_by: 'self',
      version: 2,
      gone: 0,
    },
    created_at: expect.any(String),
    ...rest,
  };
}

function serviceAccount(fleet: MigrationFleet): Record<string, string> {
  const { SHARED_DB_MIGRATOR_USER = '', SHARED_DB_MIGRATOR_PASSWORD = '' } = fleet.settings;
  return { SHARED_DB_USER: SHARED_DB_MIGRATOR_USER, SHARED_DB_PASSWORD: SHARED_DB_MIGRATOR_PASSWORD };
}
