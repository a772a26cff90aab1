import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { migrateIdentity } from './migration.js';

const EXAMPLE = parseEnv(readFileSync(join(__dirname, '../../hybrid-environment.example'), 'utf8'));

describe('the migrate step', () => {
  it('P37: refuses to run in production with published secrets, and names each', async () => {
    const refusal = await migrateIdentity({
      ...EXAMPLE,
      NODE_ENV: 'production',
      KEY_ENCRYPTION_KEY_PREVIOUS: `${Buffer.alloc(32, 1).toString('base64')},${EXAMPLE.KEY_ENCRYPTION_KEY}`,
    }).catch((error: Error) => error.message);
    for (const name of [
      'SHARED_DB_MIGRATOR_PASSWORD',
      'KEY_ENCRYPTION_KEY',
      'KEY_ENCRYPTION_KEY_PREVIOUS',
      'USER_SERVICE_CLIENT_SECRET',
      'CUSTOMER_SERVICE_CLIENT_SECRET',
      'CARRIER_SERVICE_CLIENT_SECRET',
      'PRICING_SERVICE_CLIENT_SECRET',
      'ADMIN_PASSWORD',
    ]) {
      expect(refusal).toContain(`\n  ${name}`);
    }
    expect(refusal).not.toContain(EXAMPLE.KEY_ENCRYPTION_KEY);
  });

  it('names every variable that is missing or wrong', async () => {
    const env = {
      ...EXAMPLE,
      KEY_ENCRYPTION_KEY: 'c2hvcnQ=',
      KEY_ENCRYPTION_KEY_PREVIOUS: `${EXAMPLE.KEY_ENCRYPTION_KEY},c2hvcnQ=`,
      PRICING_SERVICE_CLIENT_SECRET: undefined,
    };
    const refusal = await migrateIdentity(env).catch((error: Error) => error.message);
    expect(refusal).toContain('KEY_ENCRYPTION_KEY: must be 32 bytes in base64');
    expect(refusal).toContain('KEY_ENCRYPTION_KEY_PREVIOUS: must be keys of 32 bytes in base64, separated by commas');
    expect(refusal).toContain('PRICING_SERVICE_CLIENT_SECRET: is missing');
  });
});
