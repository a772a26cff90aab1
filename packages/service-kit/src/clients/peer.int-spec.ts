import { Logger } from '@nestjs/common';
import { advanceClock, holdClock, releaseClock } from '../../test/held-clock.js';
import { HttpPeer, json } from '../../test/http-peer.js';
import { freePort } from '../../test/redis-server.js';
import { Problem } from '../errors/problem.js';
import { runInContext } from '../http/request-context.js';
import { getOrUndefined, peerClient } from './peer.client.js';
import { createPeer, type Peer, type PeerOptions } from './peer.js';
import { ServiceTokens } from './service-token.js';

interface User {
  id: number;
}

/** What openapi-typescript makes of one route. */
interface Paths {
  '/api/v1/users/{id}': {
    get: {
      parameters: { path: { id: number } };
      responses: { 200: { content: { 'application/json': User } } };
    };
  };
}

const tokens = { get: async () => 'service-token', forget: () => undefined };
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Problem)) throw new Error(`expected a problem, got ${error}`);
  return error;
}

// The failures that these tests cause are expected: their log lines would only hide others.
Logger.overrideLogger(false);

// The circuit's pause and the life of tokens are by the date.
beforeEach(holdClock);
afterEach(releaseClock);

describe('a peer', () => {
  let server: HttpPeer;
  let peer: Peer;
  const options = (): PeerOptions => ({
    name: 'user-service',
    baseUrl: server.url,
    timeoutMs: 500,
    tokens,
    openMs: 300,
  });
  const ask = (method = 'GET') => peer.fetch('/api/v1/users/7', { method });

  beforeEach(async () => {
    server = await HttpPeer.start();
    peer = createPeer(options());
  });
  afterEach(() => server.stop());

  it('is called with our token, the request id and the trace of the request being served', async () => {
    await runInContext({ requestId: 'r-42', traceparent }, () => ask());
    expect(server.seen).toHaveLength(1);
    expect(server.seen[0]?.headers).toMatchObject({
      authorization: 'Bearer service-token',
      'x-request-id': 'r-42',
      traceparent,
    });
  });

  it('answers typed clients; a 404 is undefined, another refusal a 502 naming the peer', async () => {
    server.answer = ({ url }, response) => {
      if (url.endsWith('/7')) json(response, 200, { id: 7 });
      else json(response, url.endsWith('/8') ? 404 : 403, { code: 'x' });
    };
    const client = peerClient<Paths>(peer);
    const user = (id: number) => getOrUndefined(peer, client.GET('/api/v1/users/{id}', { params: { path: { id } } }));
    expect(await user(7)).toEqual({ id: 7 });
    expect(await user(8)).toBeUndefined();
    const problem = await problemOf(user(9));
    expect(problem.toBody('r')).toMatchObject({ status: 502, code: 'peer_refused', peer: 'user-service' });
  });

  it.each(['GET', 'PUT', 'DELETE'])('that stumbles is asked again for %s, with the same body', async (method) => {
    server.answer = (_request, response) => json(response, server.seen.length < 3 ? 503 : 200, {});
    const body = method === 'PUT' ? '{"a":1}' : undefined;
    expect((await peer.fetch('/x', { method, body })).status).toBe(200);
    expect(server.seen.map((request) => request.body)).toEqual(Array(3).fill(body ?? ''));
  });

  it.each(['POST', 'PATCH'])('that stumbles is asked once only for %s', async (method) => {
    server.answer = (_request, response) => json(response, 503, {});
    const problem = await problemOf(peer.fetch('/x', { method, body: '{}' }));
    expect(problem.toBody('r')).toMatchObject({ status: 503, code: 'peer_unavailable', peer: 'user-service' });
    expect(problem.detail).toContain('user-service');
    expect(server.seen).toHaveLength(1);
  });

  it('is not asked again for what it refuses', async () => {
    server.answer = (_request, response) => json(response, 422, {});
    expect((await ask()).status).toBe(422);
    expect(server.seen).toHaveLength(1);
  });

  it.each(['GET', 'POST'])('that never answers is given up at the deadline (%s)', async (method) => {
    server.answer = () => undefined;
    expect((await problemOf(ask(method))).code).toBe('peer_unavailable');
    expect(server.seen).toHaveLength(1);
  });

  it('that answers its head but never its body does not hold the caller beyond the deadline', async () => {
    server.answer = (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{');
    const client = peerClient<Paths>(peer);
    const call = getOrUndefined(peer, client.GET('/api/v1/users/{id}', { params: { path: { id: 7 } } }));
    expect((await problemOf(call)).code).toBe('peer_unavailable');
    expect(server.seen).toHaveLength(1);
  });

  it('that nothing listens for is named in a 503', async () => {
    peer = createPeer({ ...options(), baseUrl: `http://127.0.0.1:${await freePort()}` });
    expect((await problemOf(ask())).toBody('r')).toMatchObject({
      status: 503,
      code: 'peer_unavailable',
      peer: 'user-service',
    });
  });

  it('that keeps failing is left alone for a while, then tried, then used again', async () => {
    server.answer = (_request, response) => json(response, 500, {});
    for (let i = 0; i < 5; i++) await problemOf(ask('POST'));
    expect(server.seen).toHaveLength(5);
    expect(peer.reachable).toBe(false);

    expect((await problemOf(ask())).code).toBe('peer_unavailable');
    advanceClock(299);
    expect((await problemOf(ask())).code).toBe('peer_unavailable');
    expect(server.seen).toHaveLength(5);

    advanceClock(1);
    await problemOf(ask('POST'));
    expect(server.seen).toHaveLength(6);
    expect(peer.reachable).toBe(false);

    server.answer = (_request, response) => json(response, 200, {});
    advanceClock(300);
    expect((await ask()).status).toBe(200);
    expect(peer.reachable).toBe(true);
    expect((await ask('POST')).status).toBe(200);
  });

  it('does not suffer from refusals: they never open the circuit', async () => {
    server.answer = (_request, response) => json(response, 404, {});
    for (let i = 0; i < 10; i++) expect((await ask()).status).toBe(404);
    expect(peer.reachable).toBe(true);
  });

  it('is not blamed when the caller gives up', async () => {
    server.answer = () => undefined;
    for (let i = 0; i < 6; i++) {
      await expect(peer.fetch('/x', { signal: AbortSignal.timeout(20) })).rejects.toThrow(/abort|timeout/i);
    }
    expect(peer.reachable).toBe(true);
  });
});

describe('service tokens', () => {
  let auth: HttpPeer;
  let issued = 0;
  const serviceTokens = (timeoutMs = 500) =>
    new ServiceTokens({ authUrl: auth.url, clientId: 'customer-service', clientSecret: 'secret-1', timeoutMs });

  beforeEach(async () => {
    issued = 0;
    auth = await HttpPeer.start();
    auth.answer = (_request, response) =>
      json(response, 200, { access_token: `t${++issued}`, token_type: 'Bearer', expires_in: 300 });
  });
  afterEach(() => auth.stop());

  it('are fetched with client credentials, once for all callers', async () => {
    const source = serviceTokens();
    expect(new Set(await Promise.all(Array.from({ length: 20 }, () => source.get())))).toEqual(new Set(['t1']));
    expect(auth.seen).toHaveLength(1);
    expect(auth.seen[0]).toMatchObject({ method: 'POST', url: '/api/v1/auth/token' });
    expect(JSON.parse(auth.seen[0]?.body ?? '')).toEqual({
      grant_type: 'client_credentials',
      client_id: 'customer-service',
      client_secret: 'secret-1',
    });
  });

  it('are renewed before they expire, and the last one serves while auth-service is away', async () => {
    auth.answer = (_request, response) => json(response, 200, { access_token: `t${++issued}`, expires_in: 1 });
    const source = serviceTokens();
    expect(await source.get()).toBe('t1');
    advanceClock(850);
    expect(await source.get()).toBe('t2');
    await auth.stop();
    advanceClock(850);
    expect(await source.get()).toBe('t2');
    advanceClock(250);
    expect((await problemOf(source.get())).toBody('r')).toMatchObject({ status: 503, peer: 'auth-service' });
    await auth.start();
    expect(await source.get()).toBe('t3');
  });

  it('that a peer refuses are replaced once, also for a POST', async () => {
    const server = await HttpPeer.start();
    server.answer = ({ headers }, response) => json(response, headers.authorization === 'Bearer t2' ? 200 : 401, {});
    const peer = createPeer({ name: 'user-service', baseUrl: server.url, timeoutMs: 500, tokens: serviceTokens() });
    expect((await peer.fetch('/x', { method: 'POST', body: '{"a":1}' })).status).toBe(200);
    expect(server.seen.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}']);

    server.answer = (_request, response) => json(response, 401, {});
    expect((await peer.fetch('/x')).status).toBe(401);
    expect(server.seen).toHaveLength(4);
    await server.stop();
  });

  it('that cannot be had name auth-service as what is missing', async () => {
    auth.answer = (_request, response) => json(response, 500, {});
    const peer = createPeer({ name: 'user-service', baseUrl: auth.url, timeoutMs: 500, tokens: serviceTokens() });
    expect((await problemOf(peer.fetch('/x'))).toBody('r')).toMatchObject({ status: 503, peer: 'auth-service' });
  });
});
