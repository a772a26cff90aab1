import type { RuleConditions } from '../engine/index.js';
import type { NewRule } from '../rules/rule.records.js';
import { CARRIER_LEVELS, type DemoCarrier, ratesOf } from './rates.js';

type Extras = Pick<NewRule['pricing'], 'surcharges' | 'discounts'>;

/** A rule without rates of its own: it adds to whatever rule gives them. */
function addition(name: string, conditions: RuleConditions, extras: Extras, rest: Partial<NewRule> = {}): NewRule {
  return {
    name,
    isActive: true,
    priority: 0,
    conditions,
    pricing: { baseRate: '0', currency: 'EUR', ...extras },
    ...rest,
  };
}

function serviceRules(carrier: DemoCarrier): NewRule[] {
  return carrier.services.flatMap(({ code, name }) => {
    const pricing = ratesOf(carrier.code, code);
    const conditions = { carrierId: carrier.id, serviceType: code };
    return pricing ? [{ name: `${carrier.name}: ${name}`, isActive: true, priority: 10, conditions, pricing }] : [];
  });
}

function fuelRule({ id, name, code }: DemoCarrier): NewRule {
  const percentage = CARRIER_LEVELS[code]?.fuel ?? '0';
  return addition(`${name}: fuel`, { carrierId: id }, { surcharges: [{ type: 'fuel', percentage }] });
}

/** Postcodes that need a ferry, by country. */
const ISLANDS: Record<string, { name: string; prefixes: string[] }> = {
  FR: { name: 'Corsica', prefixes: ['20'] },
  ES: { name: 'Balearic and Canary Islands', prefixes: ['07', '35', '38'] },
  IT: {
    name: 'Sardinia and Sicily',
    prefixes: ['07', '08', '09', '90', '91', '92', '93', '94', '95', '96', '97', '98'],
  },
};

const ISLAND_LANES: [carrier: string, country: string, amount: string][] = [
  ['ATLAS', 'ES', '85'],
  ['ATLAS', 'IT', '85'],
  ['AZUR', 'ES', '9.50'],
  ['AZUR', 'FR', '9.50'],
  ['AZUR', 'IT', '11'],
  ['CORSAIR', 'ES', '14'],
  ['CORSAIR', 'FR', '14'],
  ['CORSAIR', 'IT', '14'],
  ['DELTA', 'FR', '6.90'],
  ['IBERIA', 'ES', '7.25'],
];

const PEAK_CARRIERS = ['ALPIN', 'AZUR', 'BLITZ', 'CORSAIR', 'IBERIA'];
const CUSTOMS_LANES: [carrier: string, destination: string, amount: string][] = [
  ['ALPIN', 'CH', '18'],
  ['CORSAIR', 'GB', '22'],
  ['NORDWIND', 'GB', '35'],
];

/** What holds for every carrier. */
const GENERAL: NewRule[] = [
  addition('VIP customers', { customerType: 'vip' }, { discounts: [{ type: 'vip', percentage: '8' }] }),
  addition('Business customers', { customerType: 'business' }, { discounts: [{ type: 'business', percentage: '4' }] }),
  addition(
    'Business, 30 kg and more',
    { customerType: 'business', weightRange: { min: 30 } },
    { discounts: [{ type: 'volume', percentage: '3.5' }] },
  ),
];

/** Sixty rules over the twelve demo carriers: rates a service, fuel, islands, customs, peak season, customers. */
export function demoRules(carriers: DemoCarrier[]): NewRule[] {
  const byCode = new Map(carriers.map((carrier) => [carrier.code, carrier]));
  const of = (code: string, make: (carrier: DemoCarrier) => NewRule) =>
    [byCode.get(code)].flatMap((c) => (c ? [make(c)] : []));
  const demo = carriers.filter(({ code }) => code in CARRIER_LEVELS).sort((a, b) => a.code.localeCompare(b.code));
  return [
    ...demo.flatMap(serviceRules),
    ...demo.map(fuelRule),
    ...ISLAND_LANES.flatMap(([code, country, amount]) => {
      const { name, prefixes } = ISLANDS[country] ?? { name: country, prefixes: [] };
      const where = { destinationCountry: country, destinationPostcodePrefixes: prefixes };
      const extras = { surcharges: [{ type: 'island', amount }] };
      return of(code, (carrier) => addition(`${carrier.name}: ${name}`, { carrierId: carrier.id, ...where }, extras));
    }),
    ...CUSTOMS_LANES.flatMap(([code, destinationCountry, amount]) =>
      of(code, ({ id, name }) =>
        addition(
          `${name}: customs ${destinationCountry}`,
          { carrierId: id, destinationCountry },
          { surcharges: [{ type: 'customs', amount }] },
        ),
      ),
    ),
    ...PEAK_CARRIERS.flatMap((code) =>
      of(code, ({ id, name }) =>
        addition(
          `${name}: peak season`,
          { carrierId: id, serviceType: 'express' },
          { surcharges: [{ type: 'peak', amount: '1.95' }] },
          { validFrom: '2026-11-20', validTo: '2026-12-24' },
        ),
      ),
    ),
    ...['ATLAS', 'OSTBAHN'].flatMap((code) =>
      of(code, ({ id, name }) =>
        addition(
          `${name}: long haul`,
          { carrierId: id, distanceRange: { min: 1000 } },
          { surcharges: [{ type: 'long-haul', percentage: '5' }] },
        ),
      ),
    ),
    ...of('CORSAIR', ({ id, name }) => ({
      name: `${name}: Express from Japan`,
      isActive: true,
      priority: 20,
      conditions: { carrierId: id, serviceType: 'express', originCountry: 'JP' },
      pricing: {
        baseRate: '4800',
        currency: 'JPY',
        perKgRate: '950',
        surcharges: [{ type: 'fuel', percentage: '14.5' }],
      },
    })),
    ...GENERAL,
  ];
}
