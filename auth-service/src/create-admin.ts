import { ADMIN_ROLE, OneTimeTokens, SYSTEM, UserStore } from '@hybrid-fleet/identity-store';
import { emailAddress, runCommand, text, UnitOfWork, withApplication } from '@hybrid-fleet/service-kit';
import { z } from 'zod';
import { service } from './service.js';

const USAGE = 'usage: create-admin <email> <firstName> <lastName>';

/** Makes an admin who has no password yet, and prints the link with which that person chooses one, once. */
await runCommand('auth-service create-admin', async () => {
  const given = z.tuple([emailAddress, text(100), text(100)]).safeParse(process.argv.slice(2));
  if (!given.success) throw new Error(USAGE);
  const [email, firstName, lastName] = given.data;
  await withApplication(service, async (app) => {
    const link = await app.get(UnitOfWork).run(async () => {
      const details = { email, firstName, lastName, roles: [ADMIN_ROLE], registeredBy: 'admin' as const };
      const user = await app.get(UserStore).create(details, SYSTEM);
      return app.get(OneTimeTokens).issue(user.id, 'invitation');
    });
    console.log(`${email} is an admin. Until ${link.expiresAt} this link chooses the password, once:\n${link.url}`);
  });
});
