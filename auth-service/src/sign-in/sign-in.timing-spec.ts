import {
  IdentityFleet,
  PASSWORD,
  uniqueAddress,
  uniqueEmail,
} from '../../../packages/identity-store/test/identity-fleet.js';
import { expectRatioBelow, interleaved } from '../../../packages/service-kit/test/timing.js';

describe('P25: a refused sign-in', () => {
  let fleet: IdentityFleet;
  // A cost whose time stands out from a database's.
  beforeAll(async () => {
    fleet = await IdentityFleet.start({ BCRYPT_COST: '8' });
  });
  afterAll(() => fleet?.stop());

  it('takes the same time for an unknown user, a wrong password and a locked account', async () => {
    const locked = await fleet.person();
    const address = uniqueAddress();
    for (let failure = 0; failure < 5; failure++) await fleet.login(locked.email, 'wrong password', address);
    await fleet.rows('UPDATE login_failures SET locked_until = UTC_TIMESTAMP(3) + INTERVAL 1 DAY WHERE account = ?', [
      locked.email,
    ]);
    await expectRatioBelow(0.25, async () => {
      const people = await Promise.all(Array.from({ length: 40 }, () => fleet.person()));
      const statuses = new Set<number>();
      const refused = async (email: string, password: string, from = uniqueAddress()) =>
        statuses.add((await fleet.login(email, password, from)).status);
      const times = await interleaved(
        {
          unknown: () => refused(uniqueEmail('nobody'), 'wrong password'),
          wrong: () => refused(String(people.pop()?.email), 'wrong password'),
          locked: () => refused(locked.email, PASSWORD, address),
        },
        people.length,
      );
      expect([...statuses]).toEqual([401]);
      return Math.max(Math.abs(times.unknown - times.wrong), Math.abs(times.locked - times.wrong)) / times.wrong;
    });
  });
});
