import { Outbox, RECONCILE_BATCH, reconcile, runCommand, UnitOfWork, withApplication } from '@hybrid-fleet/service-kit';
import { MoreThan } from 'typeorm';
import { Customer } from './customers/customer.entity.js';
import { customerState } from './customers/customer.records.js';
import { service } from './service.js';

/** Says the state of every customer again, for consumers that missed some. */
await runCommand('customer-service reconcile', () =>
  withApplication(service, async (app) => {
    const count = await reconcile(
      { unitOfWork: app.get(UnitOfWork, { strict: false }), outbox: app.get(Outbox, { strict: false }) },
      (manager, afterId) =>
        manager.find(Customer, {
          where: { id: MoreThan(afterId) },
          order: { id: 'ASC' },
          take: RECONCILE_BATCH,
          lock: { mode: 'pessimistic_write' },
        }),
      (customer) => ({
        type: customer.deletedAt ? 'customer.deleted' : 'customer.updated',
        data: customerState(customer),
      }),
    );
    console.log(`customers: ${count} events`);
  }),
);
