import { demoCarriers } from '../../carrier-service/src/demo/carriers.js';
import { carrierErrors } from '../../pricing-service/src/calculations/shipments.js';
import type { DemoCarrier } from '../../pricing-service/src/demo/rates.js';
import { demoRules } from '../../pricing-service/src/demo/rules.js';
import { type DemoShipment, demoShipments } from '../../pricing-service/src/demo/shipments.js';
import { type Calculation, type QuoteRequest, quote, type Rule } from '../../pricing-service/src/engine/index.js';

const DAY_MS = 86_400_000;
/** With a 29 February, both clock changes of three years and three turns of the year in the thousand days after it. */
const FIRST_DAY = Date.parse('2027-06-05T00:00:00Z');

const carriers: DemoCarrier[] = demoCarriers().map((carrier, index) => ({ id: index + 1, ...carrier }));
const carrierOf = (code: string) => carriers.find((carrier) => carrier.code === code) as DemoCarrier;
const rulesOn = (today: Date): Rule[] =>
  demoRules(carriers, today).map((rule, index) => ({ ...rule, id: index + 1, version: 1 }));

const TODAY = new Date('2027-02-10T15:00:00Z');
const RULES = rulesOn(TODAY);

function price(asked: Partial<QuoteRequest>, at = '2027-01-15T12:00:00Z'): Calculation {
  const route = { originCountry: 'FR', destinationCountry: 'FR', carrierId: 0 };
  const result = quote({ serviceType: 'express', weight: 4, ...route, ...asked }, RULES, new Date(at));
  if (result.outcome !== 'quoted') throw new Error(JSON.stringify(result.candidates[0]));
  return result.calculation;
}

describe('the demo rules', () => {
  it('are sixty, each with a name of its own', () => {
    expect(RULES).toHaveLength(60);
    expect(new Set(RULES.map(({ name }) => name)).size).toBe(60);
  });

  it('price every service that a demo carrier offers', () => {
    for (const { id, services } of carriers) {
      for (const { code } of services)
        expect(Number(price({ carrierId: id, serviceType: code }).total)).toBeGreaterThan(0);
    }
  });

  it('add up islands, fuel and a vip discount', () => {
    // 9.80 + 4 × 1.15 = 14.40; fuel 7.25 % = 1.044 → 1.04; island 9.50; vip 8 % = 1.152 → 1.15
    const corsica = price({ carrierId: carrierOf('AZUR').id, destinationPostcode: '20000', customerType: 'vip' });
    expect(corsica).toMatchObject({ subtotal: '14.40', adjustment: '0.00', total: '23.79' });
  });

  it('cost more in the peak season, which began eight days ago and includes its last day', () => {
    const azur = { carrierId: carrierOf('AZUR').id };
    const totals = ['2027-02-01T23:59:59Z', '2027-02-02T00:00:00Z', '2027-03-08T23:59:59Z', '2027-03-09T00:00:00Z'];
    // 14.40 + 1.04, and 1.95 in the season
    expect(totals.map((at) => price(azur, at).total)).toEqual(['15.44', '17.39', '17.39', '15.44']);
  });

  it('price Japan in yen', () => {
    // 4800 + 4 × 950 = 8600; 14.5 % = 1247
    expect(price({ carrierId: carrierOf('CORSAIR').id, originCountry: 'JP' })).toMatchObject({
      total: '9847',
      currency: 'JPY',
    });
  });

  it('fit into their column when somebody has given a carrier the longest name there is', () => {
    const renamed = carriers.map((carrier) => ({ ...carrier, name: 'x'.repeat(150) }));
    expect(Math.max(...demoRules(renamed, TODAY).map(({ name }) => name.length))).toBe(150);
  });
});

describe('the demo quotes', () => {
  const covers = ({ coverage }: DemoCarrier, country: string, postcode = '') =>
    coverage.some(
      (area) =>
        area.country === country &&
        (!area.postcodePrefixes?.length || area.postcodePrefixes.some((prefix) => postcode.startsWith(prefix))),
    );

  function faults({ request, at }: DemoShipment, midnight: number): string[] {
    const carrier = carriers[request.carrierId - 1] as DemoCarrier;
    return [
      ...carrierErrors(request, carrier).map(({ field }) => field),
      ...(covers(carrier, request.destinationCountry, request.destinationPostcode) ? [] : ['destinationCountry']),
      ...(at.getTime() < midnight && at.getTime() >= midnight - 30 * DAY_MS ? [] : [at.toISOString()]),
    ];
  }

  // Long: a thousand months of quotes are priced.
  it('of a thousand days in a row can be shipped and priced, and lie in the thirty days before', () => {
    const counts: number[] = [];
    for (let day = 0; day < 1000; day++) {
      const midnight = FIRST_DAY + day * DAY_MS;
      const rules = rulesOn(new Date(midnight));
      const shipments = demoShipments(carriers, rules, new Date(midnight));
      expect(shipments.flatMap((shipment) => faults(shipment, midnight))).toEqual([]);
      counts.push(shipments.length);
      if (day % 25 !== 0) continue;
      const outcomes = shipments.map(({ request, at }) => quote(request, rules, at).outcome);
      expect(new Set(outcomes)).toEqual(new Set(['quoted']));
    }
    // Twenty to twenty-two weekdays with 2 to 8 quotes each, and eight to ten days of weekends with at most 2.
    expect([Math.min(...counts) > 60, Math.max(...counts) < 200]).toEqual([true, true]);
  });

  it('are the same at any time of the day', () => {
    const at = (time: string) => demoShipments(carriers, RULES, new Date(`2028-02-29T${time}Z`));
    expect(at('00:00:00')).toHaveLength(at('23:59:59.999').length);
    expect(at('00:00:00')).toEqual(at('23:59:59.999'));
    expect(demoRules(carriers, new Date('2028-02-29T00:00:00Z'))).toEqual(
      demoRules(carriers, new Date('2028-02-29T23:59:59.999Z')),
    );
  });

  it('come as they were asked, the oldest first', () => {
    const times = demoShipments(carriers, RULES, TODAY).map(({ at }) => at.getTime());
    expect(times).toEqual([...times].sort((one, other) => one - other));
  });

  it('are never of a carrier that is inactive, nor to a place that nobody has named', () => {
    const left = carriers.map((carrier) => ({
      ...carrier,
      isActive: carrier.code === 'AZUR' || carrier.code === 'IBERIA',
      coverage: carrier.code === 'IBERIA' ? [] : carrier.coverage,
    }));
    const shipments = demoShipments(left, RULES, TODAY);
    expect(new Set(shipments.map(({ request }) => request.carrierId))).toEqual(new Set([carrierOf('AZUR').id]));
  });

  it('leave out what the rules that there are give no price for', () => {
    const onlyAzur = RULES.filter(({ conditions }) => conditions.carrierId === carrierOf('AZUR').id);
    const shipments = demoShipments(carriers, onlyAzur, TODAY);
    expect(new Set(shipments.map(({ request }) => request.carrierId))).toEqual(new Set([carrierOf('AZUR').id]));
    expect(demoShipments(carriers, [], TODAY)).toEqual([]);
    expect(demoShipments([], RULES, TODAY)).toEqual([]);
  });
});
