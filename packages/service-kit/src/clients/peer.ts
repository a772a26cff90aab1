import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleType,
  retry,
} from 'cockatiel';
import { requestContext } from '../http/request-context.js';
import { peerUnavailable } from './peer.errors.js';
import type { ServiceTokens } from './service-token.js';

export interface PeerOptions {
  /** The other service's name, as problems show it. */
  name: string;
  /** Without the path: `http://localhost:3003`. */
  baseUrl: string;
  /** Deadline of one call in milliseconds, its retries included. */
  timeoutMs: number;
  tokens: Pick<ServiceTokens, 'get' | 'forget'>;
  /** After five failures in a row, how long the peer is left alone. */
  openMs?: number;
}

export interface Peer {
  readonly name: string;
  readonly baseUrl: string;
  /**
   * Takes what `fetch` takes; the whole answer is read before it resolves. Rejects with a 503 problem when the peer
   * cannot be reached or answers 5xx.
   */
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>;
  /** For health: false while the circuit is open. */
  readonly reachable: boolean;
}

const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);
const RETRIES = 2;
const FAILURES_TO_OPEN = 5;
const OPEN_MS = 5000;

/** The peer did not answer, or answered that it cannot: what is worth another attempt and counts for the breaker. */
class PeerFailure extends Error {}

/** Calls to one other service: deadline, retries of idempotent methods, circuit breaker, our token, the trace. */
export function createPeer(options: PeerOptions): Peer {
  const failures = handleType(PeerFailure);
  const breaker = circuitBreaker(failures, {
    halfOpenAfter: options.openMs ?? OPEN_MS,
    breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
  });
  // cockatiel's exponential back-off has decorrelated jitter, so that callers of a recovering peer do not march in step.
  const retries = retry(failures, {
    maxAttempts: RETRIES,
    backoff: new ExponentialBackoff({ initialDelay: 50, maxDelay: 500 }),
  });

  async function call(input: Request | string | URL, init?: RequestInit): Promise<Response> {
    const request = new Request(typeof input === 'string' ? new URL(input, options.baseUrl) : input, init);
    // A body can be read once: kept here, it can be sent again.
    const body = request.body ? await request.arrayBuffer() : undefined;
    const deadline = AbortSignal.timeout(options.timeoutMs);
    const signal = AbortSignal.any([deadline, request.signal]);
    const attempt = () => breaker.execute(() => send(request, body, signal));
    try {
      return await (IDEMPOTENT.has(request.method) ? retries.execute(attempt, signal) : attempt());
    } catch (error) {
      if (error instanceof PeerFailure || error instanceof BrokenCircuitError) throw peerUnavailable(options.name);
      throw error;
    }
  }

  /** One attempt; a refused token is replaced once, whatever the method: 401 means that nothing was done. */
  async function send(request: Request, body: ArrayBuffer | undefined, signal: AbortSignal): Promise<Response> {
    const token = await options.tokens.get();
    const first = await exchange(request, body, signal, token);
    if (first.status !== 401) return first;
    options.tokens.forget(token);
    return exchange(request, body, signal, await options.tokens.get());
  }

  async function exchange(request: Request, body: ArrayBuffer | undefined, signal: AbortSignal, token: string) {
    const { requestId, traceparent } = requestContext();
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${token}`);
    headers.set('x-request-id', requestId);
    headers.set('traceparent', traceparent);
    let response: Response;
    let content: ArrayBuffer;
    try {
      response = await fetch(request.url, { method: request.method, headers, body, signal, redirect: 'error' });
      // Read here, where the deadline and the retries are: an answer may also stop in the middle.
      content = await response.arrayBuffer();
    } catch (error) {
      // A caller that gave up is no failure of the peer.
      if (request.signal.aborted) throw error;
      throw new PeerFailure(`${options.name} does not answer`, { cause: error });
    }
    if (response.status >= 500) throw new PeerFailure(`${options.name} answered ${response.status}`);
    return new Response(content.byteLength > 0 ? content : null, {
      status: response.status,
      headers: response.headers,
    });
  }

  return {
    name: options.name,
    baseUrl: options.baseUrl,
    fetch: call,
    get reachable() {
      return breaker.state !== CircuitState.Open;
    },
  };
}
