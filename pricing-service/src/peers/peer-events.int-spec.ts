import { randomUUID } from 'node:crypto';
import type { EventType } from '@hybrid-fleet/contracts';
import { EventPublisher } from '@hybrid-fleet/service-kit';
import { until } from '../../../packages/service-kit/test/until.js';
import { CARRIER, CUSTOMER, type PricingFleet, startPricing } from '../../test/pricing-fleet.js';

const TIMES = { createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z', deletedAt: null };
const version = Math.floor(Date.now() / 1000);

describe('events of other services', () => {
  let fleet: PricingFleet;
  beforeAll(async () => {
    fleet = await startPricing();
  });
  afterAll(() => fleet?.stop());

  async function publish(type: EventType, aggregateId: number, payload: Record<string, unknown>): Promise<void> {
    const publisher = fleet.service.app.get(EventPublisher, { strict: false });
    await until(() => publisher.connected);
    await publisher.publish({
      id: 1,
      message_id: randomUUID(),
      type,
      aggregate_type: type.split('.')[0] as string,
      aggregate_id: String(aggregateId),
      payload: { ...TIMES, version, ...payload },
      traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`,
      created_at: new Date(),
      attempts: 0,
    });
  }

  it('drop what the cache says of a carrier or customer, so that the next quote asks again', async () => {
    const clerk = fleet.service.as('pricing:calculate');
    const lane = { serviceType: 'express', originCountry: 'DE', destinationCountry: 'FR' };
    const ask = () => clerk.post('pricing/preview', { ...lane, carrierId: CARRIER, customerId: CUSTOMER, weight: 1 });
    const asked = () => [fleet.carriers.seen.length, fleet.customers.seen.length];
    await ask();
    await ask();
    expect(asked()).toEqual([1, 1]);
    const empty = { services: [], coverage: [], description: null, ownerId: null, isActive: true };
    const contact = { contactEmail: null, contactPhone: null, website: null, trackingUrlTemplate: null };
    await publish('carrier.updated', CARRIER, {
      carrierId: CARRIER,
      name: 'Swift',
      code: 'SWIFT',
      ...empty,
      ...contact,
    });
    const person = { userId: null, email: 'ann@example.com', firstName: 'Ann', lastName: 'Lee', companyName: null };
    const rest = { customerType: 'vip', country: null, isActive: true };
    await publish('customer.updated', CUSTOMER, { customerId: CUSTOMER, ...person, ...rest });
    await until(async () => {
      await ask();
      return asked().every((count) => count >= 2);
    });
  });
});
