import { type Calculation, type QuoteRequest, quote, type Rule } from '../engine/index.js';
import type { DemoCarrier } from './rates.js';
import { demoRules } from './rules.js';
import { demoShipments } from './shipments.js';

// The services of carrier-service's demo carriers.
const OFFERS: Record<string, string[]> = {
  ALPIN: ['standard', 'express'],
  ATLAS: ['freight', 'economy'],
  AZUR: ['express', 'standard'],
  BLITZ: ['same-day', 'express'],
  CORSAIR: ['express', 'economy'],
  DELTA: ['economy', 'standard'],
  HANSE: ['standard', 'freight'],
  IBERIA: ['economy', 'standard', 'express'],
  NORDWIND: ['freight', 'economy'],
  OSTBAHN: ['standard', 'freight'],
  SEINE: ['same-day', 'standard'],
  TRANSMARE: ['standard'],
};
const carriers: DemoCarrier[] = Object.entries(OFFERS).map(([code, services], index) => ({
  id: index + 1,
  name: code,
  code,
  services: services.map((service) => ({ code: service, name: service, maxWeightKg: 20 })),
  coverage: [{ country: 'FR' }, { country: 'CH' }],
}));
const idOf = (code: string) => carriers.find((carrier) => carrier.code === code)?.id as number;

const rules: Rule[] = demoRules(carriers).map((rule, index) => ({ ...rule, id: index + 1, version: 1 }));

function price(ask: Partial<QuoteRequest>, at = '2026-06-01T12:00:00Z'): Calculation {
  const request = {
    serviceType: 'express',
    weight: 4,
    originCountry: 'FR',
    destinationCountry: 'FR',
    carrierId: 0,
    ...ask,
  };
  const result = quote(request, rules, new Date(at));
  if (result.outcome !== 'quoted') throw new Error(JSON.stringify(result.candidates[0]));
  return result.calculation;
}

describe('the demo rules', () => {
  it('are sixty, each with a name of its own', () => {
    expect(rules).toHaveLength(60);
    expect(new Set(rules.map(({ name }) => name)).size).toBe(60);
  });

  it('price every service that a demo carrier offers', () => {
    for (const { id, services } of carriers) {
      for (const { code } of services)
        expect(Number(price({ carrierId: id, serviceType: code }).total)).toBeGreaterThan(0);
    }
  });

  it('add up islands, fuel and a vip discount', () => {
    // 9.80 + 4 × 1.15 = 14.40; fuel 7.25 % = 1.044 → 1.04; island 9.50; vip 8 % = 1.152 → 1.15
    const corsica = price({ carrierId: idOf('AZUR'), destinationPostcode: '20000', customerType: 'vip' });
    expect(corsica).toMatchObject({ subtotal: '14.40', adjustment: '0.00', total: '23.79' });
  });

  it('cost more in the peak season, its last day included', () => {
    const azur = { carrierId: idOf('AZUR') };
    expect(price(azur, '2026-12-24T23:59:59Z').total).toBe('17.39'); // 14.40 + 1.04 + 1.95
    expect(price(azur, '2026-12-25T00:00:00Z').total).toBe('15.44');
  });

  it('price Japan in yen', () => {
    // 4800 + 4 × 950 = 8600; 14.5 % = 1247
    expect(price({ carrierId: idOf('CORSAIR'), originCountry: 'JP' })).toMatchObject({
      total: '9847',
      currency: 'JPY',
    });
  });
});

describe('demo quotes', () => {
  const now = new Date('2026-11-25T15:00:00Z');
  const shipments = demoShipments(carriers, now);

  it('are of the thirty days before, the same each time', () => {
    expect(demoShipments(carriers, now)).toEqual(shipments);
    expect(shipments.length).toBeGreaterThan(60);
    expect(shipments.filter(({ at }) => at > now || at < new Date('2026-10-26T14:00:00Z'))).toEqual([]);
  });

  it('have a price by the demo rules', () => {
    const outcomes = shipments.map(({ body, at }) => quote(body, rules, at).outcome);
    expect(new Set(outcomes)).toEqual(new Set(['quoted']));
    expect(shipments.filter(({ body }) => body.weight > 20 || body.weight <= 0)).toEqual([]);
  });
});
