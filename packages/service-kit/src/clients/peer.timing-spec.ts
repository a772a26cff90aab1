import { Logger } from '@nestjs/common';
import { HttpPeer, json } from '../../test/http-peer.js';
import { expectRatioBelow, interleaved, timed, timer } from '../../test/timing.js';
import { createPeer } from './peer.js';

const TIMEOUT_MS = 500;
const tokens = { get: async () => 'service-token', forget: () => undefined };

// The failures that these tests cause are expected: their log lines would only hide others.
Logger.overrideLogger(false);

describe('the time for which a peer holds its caller', () => {
  let server: HttpPeer;
  const peer = () => createPeer({ name: 'user-service', baseUrl: server.url, timeoutMs: TIMEOUT_MS, tokens });
  const refused = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: 'peer_unavailable' });

  beforeEach(async () => {
    server = await HttpPeer.start();
  });
  afterEach(() => server.stop());

  it.each(['GET', 'POST'])('is the deadline when it never answers (%s)', async (method) => {
    server.answer = () => undefined;
    const held = async () => {
      const times = [await timed(() => refused(peer().fetch('/x', { method }))), await timer(TIMEOUT_MS)] as const;
      expect(times[0]).toBeGreaterThan(TIMEOUT_MS * 0.9);
      return times[0] / times[1];
    };
    await expectRatioBelow(1.6, held);
  });

  it('is the deadline when it answers its head but never its body', async () => {
    server.answer = (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{');
    await expectRatioBelow(1.6, async () => {
      const held = await timed(() => refused(peer().fetch('/x')));
      return held / (await timer(TIMEOUT_MS));
    });
  });

  it('is less than that of an answer while it is left alone', async () => {
    server.answer = ({ url }, response) => json(response, url === '/fails' ? 500 : 200, {});
    const [good, failing] = [peer(), peer()];
    const seen = (url: string) => server.seen.filter((request) => request.url === url).length;
    await expectRatioBelow(1, async () => {
      while (failing.reachable) await refused(failing.fetch('/fails', { method: 'POST' }));
      const before = seen('/fails');
      const times = await interleaved(
        {
          good: () => good.fetch('/works', { method: 'POST' }),
          open: () => refused(failing.fetch('/fails', { method: 'POST' })),
        },
        20,
      );
      // A busy machine may take longer than the peer is left alone; then one of them was asked, and this says nothing.
      return seen('/fails') === before ? times.open / times.good : Number.POSITIVE_INFINITY;
    });
  });
});
