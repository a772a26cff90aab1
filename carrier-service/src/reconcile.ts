import { Outbox, RECONCILE_BATCH, reconcile, runCommand, UnitOfWork, withApplication } from '@hybrid-fleet/service-kit';
import { MoreThan } from 'typeorm';
import { Carrier } from './carriers/carrier.entity.js';
import { carrierState } from './carriers/carrier.records.js';
import { service } from './service.js';

/** Says the state of every carrier again, for consumers that missed some. */
await runCommand('carrier-service reconcile', () =>
  withApplication(service, async (app) => {
    const count = await reconcile(
      { unitOfWork: app.get(UnitOfWork, { strict: false }), outbox: app.get(Outbox, { strict: false }) },
      (manager, afterId) =>
        manager.find(Carrier, {
          where: { id: MoreThan(afterId) },
          order: { id: 'ASC' },
          take: RECONCILE_BATCH,
          lock: { mode: 'pessimistic_write' },
        }),
      (carrier) => ({ type: carrier.deletedAt ? 'carrier.deleted' : 'carrier.updated', data: carrierState(carrier) }),
    );
    console.log(`carriers: ${count} events`);
  }),
);
