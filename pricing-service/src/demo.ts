import type { carrierApi } from '@hybrid-fleet/contracts';
import {
  addEach,
  getOrUndefined,
  type Peer,
  peerClient,
  peerToken,
  runCommand,
  seedOnce,
  UnitOfWork,
  withApplication,
} from '@hybrid-fleet/service-kit';
import type { INestApplicationContext } from '@nestjs/common';
import { priced, QuotesService } from './calculations/quotes.service.js';
import type { DemoCarrier } from './demo/rates.js';
import { demoRules } from './demo/rules.js';
import { demoShipments } from './demo/shipments.js';
import { ActiveRules } from './rules/active-rules.js';
import { PricingRule } from './rules/pricing-rule.entity.js';
import { RuleRecords } from './rules/rule.records.js';
import { RuleSetVersion } from './rules/rule-set.version.js';
import { service } from './service.js';

const PAGE_SIZE = 100;

/** Every carrier that carrier-service has: the demo's may be anywhere among them. */
async function allCarriers(app: INestApplicationContext): Promise<DemoCarrier[]> {
  const peer: Peer = app.get(peerToken('carrier-service'), { strict: false });
  const client = peerClient<carrierApi.paths>(peer);
  const carriers: DemoCarrier[] = [];
  for (let page = 1; ; page++) {
    const query = { page: String(page), limit: String(PAGE_SIZE), sort: 'id' as const };
    const answer = await getOrUndefined(peer, client.GET('/api/v1/carriers', { params: { query } }));
    carriers.push(...(answer?.data ?? []));
    if (!answer || page >= answer.meta.totalPages) return carriers;
  }
}

/** Rules for the demo carriers that there are; a name that some rule has already, or had, stays its own. */
async function addRules(app: INestApplicationContext, carriers: DemoCarrier[], today: Date): Promise<number> {
  const records = app.get(RuleRecords, { strict: false });
  const { manager } = app.get(UnitOfWork, { strict: false });
  const taken = new Set((await manager.find(PricingRule, { select: { name: true } })).map(({ name }) => name));
  const missing = demoRules(carriers, today).filter(({ name }) => !taken.has(name));
  return addEach('pricing rules', missing, (rule) => records.insert(rule));
}

/** Quotes of the thirty days before today, by the rules that there are now. */
async function addQuotes(app: INestApplicationContext, carriers: DemoCarrier[], today: Date): Promise<number> {
  const quotes = app.get(QuotesService, { strict: false });
  const version = await app.get(RuleSetVersion, { strict: false }).current();
  const ruleSet = await app.get(ActiveRules, { strict: false }).read(version);
  const shipments = demoShipments(carriers, ruleSet.rules, today);
  return addEach('quotes', shipments, ({ request, at }) =>
    quotes.keep(priced({ request, quoteRequest: request }, ruleSet, at)),
  );
}

/** Adds the demo rules and quotes once. */
await runCommand('pricing-service demo', () =>
  withApplication(service, async (app) => {
    // Asked before the transaction: carrier-service may take its time.
    const carriers = await allCarriers(app);
    await seedOnce(app.get(UnitOfWork, { strict: false }), 'demo', async () => {
      const today = new Date();
      return { 'pricing rules': await addRules(app, carriers, today), quotes: await addQuotes(app, carriers, today) };
    });
  }),
);
