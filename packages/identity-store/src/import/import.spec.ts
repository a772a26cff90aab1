import bcrypt from 'bcrypt';
import { usableHash } from './password.import.js';
import { roleImport } from './role.import.js';
import { userImport } from './user.import.js';

const context = { takenAt: '2026-01-01 00:00:00.000' };
const hash = bcrypt.hashSync('an old password', 4);

describe('passwords of previous systems', () => {
  it.each(['$2a$', '$2b$', '$2y$', '{bcrypt}$2a$', ' $2y$'])(
    'one that begins with %s is checked here',
    async (prefix) => {
      const usable = usableHash(hash.replace('$2b$', prefix));
      expect(await bcrypt.compare('an old password', usable ?? '')).toBe(true);
      expect(await bcrypt.compare('another', usable ?? '')).toBe(false);
    },
  );

  it.each([
    ['a plain password', 'secret'],
    ['MD5', '5f4dcc3b5aa765d61d8327deb882cf99'],
    ['Argon2', '$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$hash'],
    ['a cost that would take days', hash.replace('$04$', '$31$')],
    ['half of a hash', hash.slice(0, 40)],
    ['what crypt_blowfish marks as broken', hash.replace('$2b$', '$2x$')],
    ['nothing', null],
  ])('%s is none, and is not repeated in a finding', (_name, password) => {
    const { row, changes } = userImport.toRow(
      { id: 1, email: 'a@example.com', firstName: 'A', lastName: 'B', password },
      context,
    );
    expect(row.password_hash).toBeNull();
    expect(changes).toEqual([{ field: 'password', problem: expect.any(String), was: undefined, is: undefined }]);
  });
});

describe('users of previous systems', () => {
  it('are trusted no more than they were', () => {
    const { row } = userImport.toRow({ id: 1, email: ' A@B.example ', password: hash }, context);
    expect(row).toMatchObject({ email: 'a@b.example', is_email_verified: 0, registered_by: 'self', is_active: 1 });
  });

  it.each([null, 'nobody', 'a@b', `${'a'.repeat(250)}@example.com`])(
    'cannot be without an email that mail reaches: %p',
    (email) => {
      expect(userImport.toRow({ id: 1, email }, context).refusals).toEqual([
        expect.objectContaining({ field: 'email' }),
      ]);
    },
  );
});

describe('roles of previous systems', () => {
  const role = (record: object) => roleImport.toRow({ id: 1, ...record }, context);

  it('become the built-in role of their name, with what that permits here', () => {
    expect(role({ name: ' ROLE_Admin', permissions: '["users:read"]' }).row).toMatchObject({
      name: 'admin',
      is_system: 1,
    });
  });

  it('keep only permissions that the catalogue has, and guess none', () => {
    const { row, changes } = role({ name: 'Price  Clerk', permissions: '["pricing:read","pricing:*","*"]' });
    expect(row).toMatchObject({ name: 'price-clerk', is_system: 0, permissions: ['pricing:read'] });
    expect(changes).toContainEqual(expect.objectContaining({ field: 'permissions', was: 'pricing:* *' }));
    expect(role({ name: 'x', permissions: 'users:read, users:delete' }).row.permissions).toEqual([
      'users:delete',
      'users:read',
    ]);
  });

  it('need a name', () => {
    expect(role({ name: '!' }).refusals).toEqual([expect.objectContaining({ field: 'name' })]);
  });
});
