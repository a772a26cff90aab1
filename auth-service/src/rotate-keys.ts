import { SigningKeys } from '@hybrid-fleet/identity-store';
import { runCommand, withApplication } from '@hybrid-fleet/service-kit';
import { service } from './service.js';

/** Adds the next signing key. Nobody is logged out: the old one verifies until its last token has expired. */
await runCommand('auth-service rotate-keys', () =>
  withApplication(service, async (app) => {
    const { kid, activeFrom, previousUntil } = await app.get(SigningKeys).rotate();
    console.log(`key ${kid} is published and signs from ${activeFrom.toISOString()}`);
    console.log(`the previous ones verify until ${previousUntil.toISOString()}`);
  }),
);
