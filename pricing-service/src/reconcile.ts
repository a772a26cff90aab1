import { Outbox, RECONCILE_BATCH, reconcile, runCommand, UnitOfWork, withApplication } from '@hybrid-fleet/service-kit';
import { MoreThan } from 'typeorm';
import { PricingRule } from './rules/pricing-rule.entity.js';
import { ruleState } from './rules/rule.records.js';
import { service } from './service.js';

/** Says the state of every rule again, for consumers that missed some. */
await runCommand('pricing-service reconcile', () =>
  withApplication(service, async (app) => {
    const count = await reconcile(
      { unitOfWork: app.get(UnitOfWork, { strict: false }), outbox: app.get(Outbox, { strict: false }) },
      (manager, afterId) =>
        manager.find(PricingRule, {
          where: { id: MoreThan(afterId) },
          order: { id: 'ASC' },
          take: RECONCILE_BATCH,
          lock: { mode: 'pessimistic_write' },
        }),
      (rule) => ({ type: rule.deletedAt ? 'pricing.rule.deleted' : 'pricing.rule.updated', data: ruleState(rule) }),
    );
    console.log(`pricing rules: ${count} events`);
  }),
);
