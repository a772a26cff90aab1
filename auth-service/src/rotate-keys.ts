import { ServiceAccountStore, SigningKeys } from '@hybrid-fleet/identity-store';
import { forgetSharedKeys, RedisConnection, runCommand, withApplication } from '@hybrid-fleet/service-kit';
import { service } from './service.js';

/**
 * Adds the next signing key. Nobody is logged out: the old one verifies until its last token has expired. With `--now` it
 * signs at once and the old ones are dropped, with the services' former client secrets: for when they got out.
 */
await runCommand('auth-service rotate-keys', () =>
  withApplication(service, async (app) => {
    const keys = app.get(SigningKeys);
    if (process.argv.includes('--now')) {
      const { kid, dropped } = await keys.replaceAll();
      await app.get(ServiceAccountStore).forgetFormerSecrets();
      await forgetSharedKeys(app.get(RedisConnection));
      console.log(
        `key ${kid} signs from now on; ${dropped} dropped: their tokens are refused, and clients refresh them`,
      );
      return;
    }
    const { kid, activeFrom, previousUntil } = await keys.rotate();
    console.log(`key ${kid} is published and signs from ${activeFrom.toISOString()}`);
    console.log(`the previous ones verify until ${previousUntil.toISOString()}`);
  }),
);
