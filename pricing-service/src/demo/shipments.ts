import { SeededRandom } from '@hybrid-fleet/service-kit';
import type { CalculateBody } from '../calculations/dto/calculate.dto.js';
import { carrierErrors } from '../calculations/shipments.js';
import { chargeableWeight, type Rule, selectRules } from '../engine/index.js';
import { type DemoCarrier, ratesOf } from './rates.js';

export interface DemoShipment {
  request: CalculateBody;
  /** When it was quoted. */
  at: Date;
}

const DAYS = 30;
const DAY_MS = 86_400_000;
const OPENS_MS = 7 * 3_600_000;
const OPEN_FOR_MS = 10 * 3_600_000;
const SATURDAY = 6;
const SUNDAY = 0;
const ORIGINS = ['FR', 'DE', 'ES'];
const CUSTOMER_TYPES = ['retail', 'retail', 'business', 'vip'];

/** One kind of shipment that people ask for: a carrier's service from a country to a place that it delivers to. */
interface Lane {
  carrier: DemoCarrier;
  service: DemoCarrier['services'][number];
  origin: string;
  destination: DemoCarrier['coverage'][number];
  /** Those that could give it a price: not of another carrier. */
  rules: Rule[];
}

/**
 * What was asked in the thirty UTC days before the one of `today`, the oldest first: on weekdays more than at weekends.
 * The same for the same day, carriers and rules; whatever has no price by these rules is left out.
 */
export function demoShipments(carriers: DemoCarrier[], rules: Rule[], today: Date): DemoShipment[] {
  const random = new SeededRandom(2026);
  const lanes = carriers.flatMap((carrier) => lanesOf(carrier, rules));
  if (lanes.length === 0) return [];
  const midnight = Math.floor(today.getTime() / DAY_MS) * DAY_MS;
  return Array.from({ length: DAYS }, (_, index) => {
    const day = new Date(midnight - (DAYS - index) * DAY_MS);
    const isWeekend = [SATURDAY, SUNDAY].includes(day.getUTCDay());
    const asked = isWeekend ? random.integer(0, 2) : random.integer(2, 8);
    return Array.from({ length: asked }, () => random.pick(lanes))
      .flatMap((lane) => {
        const shipment = drawn(lane, day, random);
        return isPossible(lane, shipment) ? [shipment] : [];
      })
      .sort((one, other) => one.at.getTime() - other.at.getTime());
  }).flat();
}

function lanesOf(carrier: DemoCarrier, allRules: Rule[]): Lane[] {
  const { services, coverage, isActive } = carrier;
  if (!isActive) return [];
  const covered = ORIGINS.filter((origin) => coverage.some(({ country }) => country === origin));
  const origins = covered.length > 0 ? covered : coverage.slice(0, 1).map(({ country }) => country);
  const rules = allRules.filter(({ conditions: { carrierId = carrier.id } }) => carrierId === carrier.id);
  return services
    .filter(({ code }) => ratesOf(carrier.code, code))
    .flatMap((service) =>
      coverage.flatMap((destination) => origins.map((origin) => ({ carrier, service, origin, destination, rules }))),
    );
}

function drawn({ carrier, service, origin, destination }: Lane, day: Date, random: SeededRandom): DemoShipment {
  const { country, postcodePrefixes } = destination;
  const request: CalculateBody = {
    carrierId: carrier.id,
    serviceType: service.code,
    weight: Math.min(random.integer(1, 240) / 8, service.maxWeightKg),
    distance: random.integer(20, 1600),
    originCountry: origin,
    destinationCountry: country,
    ...(postcodePrefixes?.length ? { destinationPostcode: `${random.pick(postcodePrefixes)}001` } : {}),
    customerType: random.pick(CUSTOMER_TYPES),
  };
  return { request, at: new Date(day.getTime() + OPENS_MS + random.integer(0, OPEN_FOR_MS)) };
}

function isPossible({ carrier, rules }: Lane, { request, at }: DemoShipment): boolean {
  if (carrierErrors(request, carrier).length > 0) return false;
  return selectRules(request, rules, chargeableWeight(request).chargeable, at).base !== undefined;
}
