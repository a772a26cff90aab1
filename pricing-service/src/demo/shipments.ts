import { SeededRandom } from '@hybrid-fleet/service-kit';
import type { CalculateBody } from '../calculations/dto/calculate.dto.js';
import { type DemoCarrier, ratesOf } from './rates.js';

export interface DemoShipment {
  body: CalculateBody;
  /** When it was quoted. */
  at: Date;
}

const DAYS = 30;
const DAY_MS = 86_400_000;
const ORIGINS = ['FR', 'DE', 'ES'];
const CUSTOMER_TYPES = ['retail', 'retail', 'business', 'vip'];

/** What was asked in the thirty days before `now`, from a fixed seed: on weekdays more than at weekends. */
export function demoShipments(carriers: DemoCarrier[], now: Date): DemoShipment[] {
  const random = new SeededRandom(2026);
  const offers = carriers.flatMap((carrier) =>
    carrier.services.filter(({ code }) => ratesOf(carrier.code, code)).map((service) => ({ carrier, service })),
  );
  if (offers.length === 0) return [];
  const days = Array.from({ length: DAYS }, (_, ago) => {
    const day = new Date(now.getTime() - ago * DAY_MS);
    const weekend = [0, 6].includes(day.getUTCDay());
    return Array.from({ length: weekend ? random.integer(0, 2) : random.integer(2, 8) }, (): DemoShipment => {
      const { carrier, service } = random.pick(offers);
      return {
        at: new Date(day.getTime() - random.integer(0, 3_600_000)),
        body: {
          carrierId: carrier.id,
          serviceType: service.code,
          weight: Math.min(random.integer(1, 240) / 8, service.maxWeightKg),
          distance: random.integer(20, 1600),
          originCountry: random.pick(ORIGINS),
          destinationCountry: random.pick(carrier.coverage).country,
          customerType: random.pick(CUSTOMER_TYPES),
        },
      };
    });
  });
  // As they came, so that later ones have higher ids.
  return days.flat().sort((one, other) => one.at.getTime() - other.at.getTime());
}
