import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IdentityFleet } from '../../packages/identity-store/test/identity-fleet.js';
import { until } from '../../packages/service-kit/test/until.js';
import { type PricingFleet, startPricing } from '../../pricing-service/test/pricing-fleet.js';
import { alertRules, dashboardQueries, documentedMetrics, metricsOf } from '../support/monitoring-files.js';

/** Metrics and the labels that their series have, besides `service` and a histogram's `le`. */
function shown(text: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [, name, labels = ''] of text.matchAll(/^(\w+?)(?:_bucket|_count|_sum)?\{(.*)\} \S+$/gm)) {
    const names = [...labels.matchAll(/(\w+)="/g)].map(([, label]) => label as string);
    found.set(name as string, names.filter((label) => label !== 'service' && label !== 'le').sort());
  }
  return found;
}

describe('metrics', () => {
  let identity: IdentityFleet;
  let pricing: PricingFleet;
  let text = '';

  const scrape = async (app: NestFastifyApplication) => (await app.inject({ method: 'GET', url: '/metrics' })).body;

  beforeAll(async () => {
    identity = await IdentityFleet.start();
    pricing = await startPricing();
    // One process, one register: it has what signing in and what calling peers and caching show.
    await identity.login('nobody@example.com', 'wrong password');
    await pricing.service.as('pricing:read').get('pricing/rules');
    text = await until(
      () => scrape(pricing.service.app),
      (body) => /hybrid_part_up\{.*rabbitmq.* 1$/m.test(body),
    );
  });
  afterAll(async () => {
    await pricing?.stop();
    await identity?.stop();
  });

  it('of our own are those that docs/architecture/metrics.md describes, with their labels', () => {
    const own = [...shown(text)].filter(([name]) => /^(hybrid|http)_/.test(name));
    expect(new Map(own)).toEqual(documentedMetrics());
  });

  it('that rules and dashboard read of a process are there', () => {
    const read = [...alertRules(), ...dashboardQueries()].flatMap(({ expr }) => metricsOf(expr));
    const ofProcesses = [...new Set(read)].filter((name) => /^(process|nodejs|http|hybrid)_/.test(name));
    expect(ofProcesses.length).toBeGreaterThan(12);
    expect(ofProcesses.filter((name) => !text.includes(`# TYPE ${name} `))).toEqual([]);
  });

  it('count a refused sign-in', () => {
    expect(text).toMatch(/^hybrid_logins_total\{result="refused",.*\} 1$/m);
    expect(text).toMatch(/^hybrid_logins_total\{result="ok",.*\} 0$/m);
  });

  it('name routes by their pattern, so that ids make no series', async () => {
    for (const id of [1, 2, 3]) await pricing.service.as('pricing:read').get(`pricing/rules/${id}`);
    const routes = (await scrape(pricing.service.app)).match(/route="[^"]*rules[^"]*"/g);
    expect([...new Set(routes)]).toEqual(['route="/api/v1/pricing/rules"', 'route="/api/v1/pricing/rules/:id"']);
  });
});
