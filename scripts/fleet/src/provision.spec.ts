import { provisioningSql } from './provision.js';

const env = {
  SHARED_DB_NAME: 'shared_user_db',
  SHARED_DB_USER: 'shared_user',
  SHARED_DB_PASSWORD: "it's \\ one",
  SHARED_DB_MIGRATOR_USER: 'shared_migrator',
  SHARED_DB_MIGRATOR_PASSWORD: 'two',
  SHARED_DB_ROOT_PASSWORD: 'three',
};

describe('provisioningSql', () => {
  it('gives the migrator its schema and the service nothing', () => {
    const grants = provisioningSql(env, 'SHARED_DB').match(/GRANT .*/g);
    expect(grants).toEqual(["GRANT ALL PRIVILEGES ON `shared_user_db`.* TO 'shared_migrator'@'%' WITH GRANT OPTION;"]);
  });

  it('lets the migrator make databases of tests where tests run', () => {
    const grants = provisioningSql(env, 'SHARED_DB', { testSchemas: true }).match(/GRANT .*/g);
    expect(grants?.[1]).toBe(
      "GRANT ALL PRIVILEGES ON `hybrid\\_test\\_%`.* TO 'shared_migrator'@'%' WITH GRANT OPTION;",
    );
  });

  it('quotes passwords, whatever is in them', () => {
    expect(provisioningSql(env, 'SHARED_DB')).toContain("ALTER USER 'shared_user'@'%' IDENTIFIED BY 'it''s \\\\ one';");
  });

  it('refuses to leave root without a password', () => {
    expect(() => provisioningSql({ ...env, SHARED_DB_ROOT_PASSWORD: '' }, 'SHARED_DB')).toThrow(
      /SHARED_DB_ROOT_PASSWORD/,
    );
  });
});
