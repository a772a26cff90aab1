import { SYSTEM, User, UserLifecycle, UserStore } from '@hybrid-fleet/identity-store';
import { demoPeople, runCommand, SeededRandom, UnitOfWork, withApplication } from '@hybrid-fleet/service-kit';
import { In } from 'typeorm';
import { service } from './service.js';

const USERS = 400;
const SEED = 3003;
/** Most people are customers with an account; a few run the house. */
const ROLES = [...Array.from({ length: 17 }, () => 'user'), 'support', 'support', 'manager'];

/** Adds the demo users that are missing; run again, it adds none. They have no passwords: an admin can invite them. */
await runCommand('user-service demo', () =>
  withApplication(service, async (app) => {
    const unitOfWork = app.get(UnitOfWork);
    const users = app.get(UserStore);
    const lifecycle = app.get(UserLifecycle);
    const random = new SeededRandom(SEED);
    const people = demoPeople(USERS, SEED, 'users.example');
    const added = await unitOfWork.run(async (manager) => {
      const there = await manager.find(User, {
        select: { email: true },
        where: { email: In(people.map((person) => person.email)) },
        withDeleted: true,
      });
      const known = new Set(there.map((user) => user.email));
      let count = 0;
      for (const person of people) {
        const role = random.pick(ROLES);
        const isActive = !random.chance(0.05);
        if (known.has(person.email)) continue;
        const user = await users.create({ ...person, roles: [role], registeredBy: 'admin' }, SYSTEM);
        if (!isActive) await lifecycle.deactivate(user.id, SYSTEM);
        count++;
      }
      return count;
    });
    console.log(`users: ${added} added, ${USERS - added} were there`);
  }),
);
