import { freePort } from '../../../packages/service-kit/test/redis-server.js';
import { TestService } from '../../../packages/service-kit/test/test-service.js';
import { expectRatioBelow, interleaved } from '../../../packages/service-kit/test/timing.js';
import { database } from '../database.js';
import { service } from '../service.js';

describe('customer-service without Redis', () => {
  let live: TestService;
  let dead: TestService;
  beforeAll(async () => {
    live = await TestService.start({ service, database });
    dead = await TestService.start({ service, database, env: { REDIS_PORT: String(await freePort()) } });
  });
  afterAll(async () => {
    await dead?.stop();
    await live?.stop();
  });

  it('answers a list about as fast as with it', async () => {
    const list = (fleet: TestService) => fleet.as('customers:read').get('customers?limit=5').expect(200);
    await expectRatioBelow(2, async () => {
      const times = await interleaved({ live: async () => list(live), dead: async () => list(dead) }, 20);
      return times.dead / times.live;
    });
  });
});
