import type { carrierApi } from '@hybrid-fleet/contracts';
import { exact, type RulePricing } from '../engine/index.js';

/** What the demo needs to know of a carrier, as carrier-service answers it. */
export type DemoCarrier = Pick<
  carrierApi.components['schemas']['Carrier'],
  'id' | 'name' | 'code' | 'isActive' | 'services' | 'coverage'
>;

/** What a service costs before a carrier's own level: EUR, a flat base and more by weight or way. */
const SERVICES: Record<string, Omit<RulePricing, 'currency'>> = {
  economy: { baseRate: '3.90', perKgRate: '0.45' },
  standard: { baseRate: '5.40', perKgRate: '0.62' },
  express: { baseRate: '9.80', perKgRate: '1.15', minimumCharge: '12' },
  freight: { baseRate: '48', perKgRate: '0.22', perKmRate: '0.035', minimumCharge: '75' },
  'same-day': { baseRate: '12.50', perKgRate: '0.40', perKmRate: '0.90', maximumCharge: '60' },
};

/** Parcel shops charge by size class, not by the kilo. */
const BANDS: RulePricing['weightBands'] = [
  { upTo: 1, rate: '0' },
  { upTo: 5, rate: '1.80' },
  { upTo: 10, rate: '3.60' },
  { upTo: 31, rate: '7.90' },
];

/** How each demo carrier's prices compare, and the fuel surcharge that it asks in percent. */
export const CARRIER_LEVELS: Record<string, { level: string; fuel: string; banded?: boolean }> = {
  ALPIN: { level: '1.05', fuel: '6.5' },
  ATLAS: { level: '0.95', fuel: '9.75' },
  AZUR: { level: '1', fuel: '7.25' },
  BLITZ: { level: '1.12', fuel: '4' },
  CORSAIR: { level: '1.6', fuel: '14.5' },
  DELTA: { level: '0.9', fuel: '5.5', banded: true },
  HANSE: { level: '0.98', fuel: '8' },
  IBERIA: { level: '0.93', fuel: '6.75' },
  NORDWIND: { level: '0.85', fuel: '11' },
  OSTBAHN: { level: '0.82', fuel: '7.5' },
  SEINE: { level: '1.15', fuel: '0.5', banded: true },
  TRANSMARE: { level: '1.02', fuel: '12.25' },
};

const atLevel = (rate: string | undefined, level: string) =>
  rate === undefined ? undefined : exact(rate).times(level).toDecimalPlaces(4).toFixed();

/** The rates of one service of one carrier; undefined for a service that the demo does not know. */
export function ratesOf(carrierCode: string, serviceCode: string): RulePricing | undefined {
  const carrier = CARRIER_LEVELS[carrierCode];
  const service = SERVICES[serviceCode];
  if (!carrier || !service) return undefined;
  const { level, banded } = carrier;
  const { baseRate, minimumCharge, maximumCharge, perKgRate, perKmRate } = service;
  return {
    currency: 'EUR',
    baseRate: atLevel(baseRate, level) as string,
    ...(banded ? { weightBands: BANDS } : { perKgRate: atLevel(perKgRate, level) }),
    ...(perKmRate ? { perKmRate: atLevel(perKmRate, level) } : {}),
    ...(minimumCharge ? { minimumCharge } : {}),
    ...(maximumCharge ? { maximumCharge } : {}),
  };
}
