import type { carrierApi } from '@hybrid-fleet/contracts';
import {
  getOrUndefined,
  type Peer,
  peerClient,
  peerToken,
  runCommand,
  UnitOfWork,
  withApplication,
} from '@hybrid-fleet/service-kit';
import { PricingCalculation } from './calculations/pricing-calculation.entity.js';
import { QuotesService } from './calculations/quotes.service.js';
import { demoRules } from './demo/rules.js';
import { demoShipments } from './demo/shipments.js';
import { PricingRule } from './rules/pricing-rule.entity.js';
import { RuleRecords } from './rules/rule.records.js';
import { service } from './service.js';

/**
 * Adds the demo rules that are missing, for the demo carriers that carrier-service knows, and quotes of the last thirty
 * days where there is none yet; run again, it adds nothing.
 */
await runCommand('pricing-service demo', () =>
  withApplication(service, async (app) => {
    const peer: Peer = app.get(peerToken('carrier-service'), { strict: false });
    const client = peerClient<carrierApi.paths>(peer);
    const query = { limit: '100', sort: 'id' as const };
    const carriers = await getOrUndefined(peer, client.GET('/api/v1/carriers', { params: { query } }));
    const rules = demoRules(carriers?.data ?? []);
    const records = app.get(RuleRecords, { strict: false });
    const added = await app.get(UnitOfWork, { strict: false }).run(async (manager) => {
      // A deleted demo rule stays deleted: whoever removed it meant it.
      const there = await manager.find(PricingRule, { select: { name: true } });
      const known = new Set(there.map(({ name }) => name));
      const missing = rules.filter(({ name }) => !known.has(name));
      for (const rule of missing) await records.insert(rule);
      return missing.length;
    });
    const quotes = app.get(QuotesService, { strict: false });
    const isNew = !(await app.get(UnitOfWork, { strict: false }).manager.exists(PricingCalculation));
    const shipments = isNew ? demoShipments(carriers?.data ?? [], new Date()) : [];
    for (const { body, at } of shipments) await quotes.calculate(body, at);
    console.log(`quotes: ${shipments.length} added`);
    console.log(`pricing rules: ${added} added, ${rules.length - added} were there`);
  }),
);
