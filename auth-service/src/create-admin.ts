import {
  ADMIN_ROLE,
  CredentialStore,
  OneTimeTokens,
  SYSTEM,
  UserLifecycle,
  UserStore,
} from '@hybrid-fleet/identity-store';
import { emailAddress, runCommand, text, UnitOfWork, withApplication } from '@hybrid-fleet/service-kit';
import type { INestApplicationContext } from '@nestjs/common';
import { z } from 'zod';
import { service } from './service.js';

const USAGE = 'usage: create-admin <email> <firstName> <lastName>';

/** The admin with this address who has not chosen a password yet: whoever ran this before may have missed the link. */
async function waitingAdmin(app: INestApplicationContext, email: string): Promise<number | undefined> {
  const found = await app.get(CredentialStore).findByEmail(email);
  if (!found || found.passwordHash !== null) return undefined;
  const { id, roles } = await app.get(UserStore).lock(found.userId);
  return roles.some(({ name }) => name === ADMIN_ROLE) ? id : undefined;
}

/** Makes an admin who has no password yet, and prints the link with which that person chooses one, once. */
await runCommand('auth-service create-admin', async () => {
  const given = z.tuple([emailAddress, text(100), text(100)]).safeParse(process.argv.slice(2));
  if (!given.success) throw new Error(USAGE);
  const [email, firstName, lastName] = given.data;
  await withApplication(service, async (app) => {
    const link = await app.get(UnitOfWork).run(async () => {
      const waiting = await waitingAdmin(app, email);
      if (waiting !== undefined) return app.get(UserLifecycle).invite(waiting, SYSTEM);
      const details = { email, firstName, lastName, roles: [ADMIN_ROLE], registeredBy: 'admin' as const };
      const user = await app.get(UserStore).create(details, SYSTEM);
      return app.get(OneTimeTokens).issue(user.id, 'invitation');
    });
    console.log(`${email} is an admin. Until ${link.expiresAt} this link chooses the password, once:\n${link.url}`);
  });
});
