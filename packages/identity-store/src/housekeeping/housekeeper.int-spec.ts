import { Retention } from '@hybrid-fleet/service-kit';
import { IdentityFleet, PASSWORD } from '../../test/identity-fleet.js';
import { OneTimeTokens } from '../one-time-tokens/one-time.tokens.js';

const sessionIdOf = ({ session }: { session: { accessToken: string } }): string =>
  JSON.parse(Buffer.from(session.accessToken.split('.')[1] as string, 'base64url').toString()).sid;

describe('the housekeeper', () => {
  it('deletes what has expired and keeps the rest', async () => {
    const fleet = await IdentityFleet.start();
    try {
      const person = await fleet.person();
      const [old, living] = [await fleet.signIn(person.email), await fleet.signIn(person.email)];
      const oldId = sessionIdOf(old);
      await old.auth('post', 'logout');
      const livingId = sessionIdOf(living);
      const second = await living.refresh();
      const third = await fleet.anonymous('refresh', { refreshToken: second.body.refreshToken });
      await fleet.rows(
        'UPDATE refresh_tokens SET used_at = used_at - INTERVAL 31 DAY WHERE session_id = ? AND used_at IS NOT NULL LIMIT 1',
        [livingId],
      );
      await fleet.login(person.email, 'wrong password', '10.7.7.7');
      await fleet.auth.get(OneTimeTokens).issue(person.id, 'invitation');
      await fleet.rows('UPDATE sessions SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE id = ?', [oldId]);
      await fleet.rows('UPDATE revocations SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE subject = ?', [
        oldId,
      ]);
      await fleet.rows(
        'UPDATE one_time_tokens SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE user_id = ?',
        [person.id],
      );
      await fleet.rows(
        'UPDATE login_failures SET last_failed_at = UTC_TIMESTAMP(3) - INTERVAL 8 DAY WHERE account = ?',
        [person.email],
      );
      await fleet.auth.get(Retention, { strict: false }).clean();
      expect(await fleet.rows('SELECT id FROM sessions WHERE id = ?', [oldId])).toEqual([]);
      expect(await fleet.rows('SELECT session_id FROM refresh_tokens WHERE session_id = ?', [oldId])).toEqual([]);
      expect(await fleet.rows('SELECT id FROM revocations WHERE subject = ?', [oldId])).toEqual([]);
      expect(await fleet.rows('SELECT user_id FROM one_time_tokens WHERE user_id = ?', [person.id])).toEqual([]);
      expect(await fleet.rows('SELECT account FROM login_failures WHERE account = ?', [person.email])).toEqual([]);
      const chain = await fleet.rows('SELECT used_at FROM refresh_tokens WHERE session_id = ?', [livingId]);
      expect(chain.filter((token) => token.used_at === null)).toHaveLength(1);
      expect(chain).toHaveLength(2);
      const next = await fleet.anonymous('refresh', { refreshToken: third.body.refreshToken });
      expect(next.status).toBe(200);
      expect((await fleet.login(person.email, PASSWORD)).status).toBe(200);
    } finally {
      await fleet.stop();
    }
  });
});
