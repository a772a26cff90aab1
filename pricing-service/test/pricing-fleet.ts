import { HttpPeer, json } from '../../packages/service-kit/test/http-peer.js';
import { TestService } from '../../packages/service-kit/test/test-service.js';
import { database } from '../src/database.js';
import { service } from '../src/service.js';

export interface PricingFleet {
  service: TestService;
  /** Answer as carrier-service and customer-service do; a test may change what they know or stop them. */
  carriers: HttpPeer;
  customers: HttpPeer;
  stop(): Promise<void>;
}

const offer = (code: string, maxWeightKg: number, dimensionalDivisor: number | null) => {
  return { code, name: code, minDays: 1, maxDays: 2, maxWeightKg, dimensionalDivisor };
};

/** A carrier for each test file run, so that rules of other runs on the same database do not apply. */
export const CARRIER = 1_000_000_000 + (Date.now() % 1_000_000_000);
export const INACTIVE_CARRIER = CARRIER + 1;
export const UNKNOWN = 4_000_000_000;
/** Also of this run: events of other customers, still in the queue, must not drop this one from the cache. */
export const CUSTOMER = CARRIER;

const CARRIERS: Record<number, object> = {
  [CARRIER]: {
    ...{ id: CARRIER, name: 'Swift', isActive: true, version: 1 },
    services: [offer('express', 30, 5000), offer('economy', 1_000_000, null)],
  },
  [INACTIVE_CARRIER]: { id: INACTIVE_CARRIER, name: 'Slow', isActive: false, version: 1, services: [] },
};

function answering(records: Record<number, object>): HttpPeer['answer'] {
  return ({ url }, response) => {
    const record = records[Number(url.split('/').at(-1))];
    json(response, record ? 200 : 404, record ?? { code: 'not_found' });
  };
}

export async function startPricing(): Promise<PricingFleet> {
  const [carriers, customers] = await Promise.all([HttpPeer.start(), HttpPeer.start()]);
  carriers.answer = answering(CARRIERS);
  customers.answer = answering({ [CUSTOMER]: { id: CUSTOMER, customerType: 'vip', email: 'ann@example.com' } });
  const env = { CARRIER_SERVICE_URL: carriers.url, CUSTOMER_SERVICE_URL: customers.url };
  const running = await TestService.start({ service, database, env });
  const stop = async () => {
    await running.stop();
    await Promise.all([carriers.stop(), customers.stop()]);
  };
  return { service: running, carriers, customers, stop };
}
