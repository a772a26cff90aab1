import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { environmentFileText, unfitForProduction, withNewSecrets } from './environment-file.js';

const text = readFileSync(join(__dirname, '../../../hybrid-environment.example'), 'utf8');
const example = parseEnv(text) as Record<string, string>;
const made = (production: boolean) => parseEnv(environmentFileText(text, production)) as Record<string, string>;
const changed = (env: Record<string, string>) => Object.keys(example).filter((name) => env[name] !== example[name]);

describe('the .env made for development', () => {
  it('has random values for all secrets but the documented ones, and everything else as the example has it', () => {
    const secrets = Object.keys(example).filter((name) => /PASSWORD$|SECRET$|ENCRYPTION_KEY$/.test(name));
    const random = secrets.filter((name) => name !== 'REDIS_PASSWORD' && name !== 'ADMIN_PASSWORD');
    expect(changed(made(false))).toEqual(random);
    expect(random.length).toBeGreaterThan(15);
    expect(made(false)).toMatchObject({ REDIS_PASSWORD: 'shared_redis_password_2024', ADMIN_PASSWORD: 'admin123' });
  });

  it('differs each time, and its key has 32 bytes', () => {
    const [one, two] = [made(false), made(false)];
    expect(one.SHARED_DB_PASSWORD).not.toBe(two.SHARED_DB_PASSWORD);
    expect(one.KEY_ENCRYPTION_KEY).not.toBe(two.KEY_ENCRYPTION_KEY);
    expect(Buffer.from(one.KEY_ENCRYPTION_KEY as string, 'base64')).toHaveLength(32);
  });
});

describe('the .env made for production', () => {
  it('is fit for it: its own Redis password, no seeded admin, nobody registers', () => {
    const env = made(true);
    expect(unfitForProduction(env, example)).toEqual([]);
    expect(env).toMatchObject({ NODE_ENV: 'production', REGISTRATION_ENABLED: 'false' });
    expect(env.REDIS_PASSWORD).not.toBe(example.REDIS_PASSWORD);
    expect(env).not.toHaveProperty('ADMIN_PASSWORD');
    expect(env).not.toHaveProperty('ADMIN_EMAIL');
  });
});

describe('unfitForProduction', () => {
  it('names the mode and each published secret', () => {
    expect(unfitForProduction(made(false), example).sort()).toEqual(['ADMIN_PASSWORD', 'NODE_ENV', 'REDIS_PASSWORD']);
    const forgotten = { ...made(true), CUSTOMER_DB_PASSWORD: 'dev-customer-password' };
    expect(unfitForProduction(forgotten, example)).toEqual(['CUSTOMER_DB_PASSWORD']);
    const former = { ...made(true), KEY_ENCRYPTION_KEY_PREVIOUS: `b3RoZXI=,${example.KEY_ENCRYPTION_KEY}` };
    expect(unfitForProduction(former, example)).toEqual(['KEY_ENCRYPTION_KEY_PREVIOUS']);
  });
});

describe('new secrets', () => {
  it('are given to the named variables, and every other line stays as it is', () => {
    const renewed = withNewSecrets(text, ['REDIS_PASSWORD', 'KEY_ENCRYPTION_KEY']);
    const env = parseEnv(renewed) as Record<string, string>;
    expect(changed(env).sort()).toEqual(['KEY_ENCRYPTION_KEY', 'KEY_ENCRYPTION_KEY_PREVIOUS', 'REDIS_PASSWORD']);
    expect(Buffer.from(env.KEY_ENCRYPTION_KEY as string, 'base64')).toHaveLength(32);
    expect(renewed.split('\n').filter((line) => line.startsWith('#'))).toEqual(
      text.split('\n').filter((line) => line.startsWith('#')),
    );
  });

  it('keep each former KEY_ENCRYPTION_KEY in KEY_ENCRYPTION_KEY_PREVIOUS, the newest first', () => {
    const once = withNewSecrets(text, ['KEY_ENCRYPTION_KEY']);
    const twice = parseEnv(withNewSecrets(once, ['KEY_ENCRYPTION_KEY']));
    const former = [(parseEnv(once) as Record<string, string>).KEY_ENCRYPTION_KEY, example.KEY_ENCRYPTION_KEY];
    expect(twice.KEY_ENCRYPTION_KEY_PREVIOUS).toBe(former.join(','));
  });

  it('keep it in a .env of an earlier release, too, which has no line for it', () => {
    const earlier = text.replace('KEY_ENCRYPTION_KEY_PREVIOUS=\n', '');
    const env = parseEnv(withNewSecrets(earlier, ['KEY_ENCRYPTION_KEY']));
    expect(env.KEY_ENCRYPTION_KEY_PREVIOUS).toBe(example.KEY_ENCRYPTION_KEY);
    expect(Object.keys(env)).toEqual(Object.keys(example));
  });

  it('are not made for a variable that has no line', () => {
    expect(() => withNewSecrets(text, ['NOBODY_PASSWORD'])).toThrow(/no line of NOBODY_PASSWORD/);
  });
});
