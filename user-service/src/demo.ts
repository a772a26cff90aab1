import { SYSTEM, User, UserLifecycle, UserStore } from '@hybrid-fleet/identity-store';
import {
  addEach,
  demoPeople,
  runCommand,
  SeededRandom,
  seedOnce,
  UnitOfWork,
  withApplication,
} from '@hybrid-fleet/service-kit';
import { In } from 'typeorm';
import { service } from './service.js';

const USERS = 400;
const SEED = 3003;
/** Most people are customers with an account; a few run the house. */
const ROLES = [...Array.from({ length: 17 }, () => 'user'), 'support', 'support', 'manager'];

function demoUsers() {
  const random = new SeededRandom(SEED);
  return demoPeople(USERS, SEED, 'users.example').map((person) => ({
    ...person,
    roles: [random.pick(ROLES)],
    isActive: !random.chance(0.05),
  }));
}

/** Adds the demo users once. They have no passwords: an admin can invite them. */
await runCommand('user-service demo', () =>
  withApplication(service, (app) => {
    const unitOfWork = app.get(UnitOfWork);
    return seedOnce(unitOfWork, 'demo', async () => {
      const users = app.get(UserStore);
      const lifecycle = app.get(UserLifecycle);
      const wanted = demoUsers();
      // An address that somebody has already, or had, stays theirs.
      const taken = await unitOfWork.manager.find(User, {
        select: { email: true },
        where: { email: In(wanted.map(({ email }) => email)) },
        withDeleted: true,
      });
      const known = new Set(taken.map(({ email }) => email));
      const missing = wanted.filter(({ email }) => !known.has(email));
      const added = await addEach('users', missing, async ({ isActive, ...person }) => {
        const user = await users.create({ ...person, registeredBy: 'admin' }, SYSTEM);
        if (!isActive) await lifecycle.deactivate(user.id, SYSTEM);
      });
      return { users: added };
    });
  }),
);
