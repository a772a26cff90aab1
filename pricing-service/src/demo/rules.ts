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

const MAX_NAME_LENGTH = 150;

/** Somebody may have given a demo carrier a name that leaves no room. */
const ruleName = ({ name }: DemoCarrier, what: string) => `${name}: ${what}`.slice(0, MAX_NAME_LENGTH);

function serviceRules(carrier: DemoCarrier): NewRule[] {
  return carrier.services.flatMap(({ code, name }) => {
    const pricing = ratesOf(carrier.code, code);
    const conditions = { carrierId: carrier.id, serviceType: code };
    return pricing ? [{ name: ruleName(carrier, name), isActive: true, priority: 10, conditions, pricing }] : [];
  });
}

function fuelRule(carrier: DemoCarrier): NewRule {
  const percentage = CARRIER_LEVELS[carrier.code]?.fuel ?? '0';
  return addition(ruleName(carrier, 'fuel'), { carrierId: carrier.id }, { surcharges: [{ type: 'fuel', percentage }] });
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

/** The season that costs more began so many days before the demo and lasts so many in all: quotes show both prices. */
const PEAK_BEGAN_DAYS_AGO = 8;
const PEAK_DAYS = 35;
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

const DAY_MS = 86_400_000;

/** The UTC date so many days from that of `today`, as YYYY-MM-DD. */
const dateFrom = (today: Date, days: number) => new Date(today.getTime() + days * DAY_MS).toISOString().slice(0, 10);

/**
 * Sixty rules over the twelve demo carriers: rates a service, fuel, islands, customs, peak season, customers. The same
 * for the same UTC day of `today` and the same carriers; only those for carriers that there are.
 */
export function demoRules(carriers: DemoCarrier[], today: Date): NewRule[] {
  const byCode = new Map(carriers.map((carrier) => [carrier.code, carrier]));
  const of = (code: string, make: (carrier: DemoCarrier) => NewRule) =>
    [byCode.get(code)].flatMap((c) => (c ? [make(c)] : []));
  const demo = carriers.filter(({ code }) => code in CARRIER_LEVELS).sort((a, b) => (a.code < b.code ? -1 : 1));
  return [
    ...demo.flatMap(serviceRules),
    ...demo.map(fuelRule),
    ...ISLAND_LANES.flatMap(([code, country, amount]) => {
      const { name, prefixes } = ISLANDS[country] ?? { name: country, prefixes: [] };
      const where = { destinationCountry: country, destinationPostcodePrefixes: prefixes };
      const extras = { surcharges: [{ type: 'island', amount }] };
      return of(code, (carrier) => addition(ruleName(carrier, name), { carrierId: carrier.id, ...where }, extras));
    }),
    ...CUSTOMS_LANES.flatMap(([code, destinationCountry, amount]) =>
      of(code, (carrier) =>
        addition(
          ruleName(carrier, `customs ${destinationCountry}`),
          { carrierId: carrier.id, destinationCountry },
          { surcharges: [{ type: 'customs', amount }] },
        ),
      ),
    ),
    ...PEAK_CARRIERS.flatMap((code) =>
      of(code, (carrier) =>
        addition(
          ruleName(carrier, 'peak season'),
          { carrierId: carrier.id, serviceType: 'express' },
          { surcharges: [{ type: 'peak', amount: '1.95' }] },
          {
            validFrom: dateFrom(today, -PEAK_BEGAN_DAYS_AGO),
            validTo: dateFrom(today, PEAK_DAYS - PEAK_BEGAN_DAYS_AGO - 1),
          },
        ),
      ),
    ),
    ...['ATLAS', 'OSTBAHN'].flatMap((code) =>
      of(code, (carrier) =>
        addition(
          ruleName(carrier, 'long haul'),
          { carrierId: carrier.id, distanceRange: { min: 1000 } },
          { surcharges: [{ type: 'long-haul', percentage: '5' }] },
        ),
      ),
    ),
    ...of('CORSAIR', (carrier) => ({
      name: ruleName(carrier, 'Express from Japan'),
      isActive: true,
      priority: 20,
      conditions: { carrierId: carrier.id, serviceType: 'express', originCountry: 'JP' },
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
