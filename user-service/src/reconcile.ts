import { User, type UserEventType, UserStore, userState } from '@hybrid-fleet/identity-store';
import { Outbox, RECONCILE_BATCH, reconcile, runCommand, UnitOfWork, withApplication } from '@hybrid-fleet/service-kit';
import { MoreThan } from 'typeorm';
import { service } from './service.js';

function eventOf(user: User): UserEventType {
  if (user.deletedAt) return 'user.deleted';
  return user.isActive ? 'user.updated' : 'user.deactivated';
}

/** Says the state of every user again, for a consumer that is new or was restored from a backup. */
await runCommand('user-service reconcile', () =>
  withApplication(service, async (app) => {
    const unitOfWork = app.get(UnitOfWork);
    const users = app.get(UserStore);
    const count = await reconcile(
      { unitOfWork, outbox: app.get(Outbox) },
      async (manager, afterId) => {
        const page = await manager.find(User, {
          where: { id: MoreThan(afterId) },
          order: { id: 'ASC' },
          take: RECONCILE_BATCH,
          withDeleted: true,
          lock: { mode: 'pessimistic_write' },
        });
        return users.withRoles(page);
      },
      (user) => ({ type: eventOf(user), data: userState(user) }),
    );
    console.log(`users: ${count} said again`);
  }),
);
