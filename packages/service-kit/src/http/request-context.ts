import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Principal } from '../security/principal.js';

/** What belongs to the work being done now: one HTTP request, one consumed event, one command. */
export interface RequestContext {
  requestId: string;
  /** W3C Trace Context header (https://www.w3.org/TR/trace-context/), passed on to peers and into events. */
  traceparent: string;
  principal?: Principal;
  /** What began the work when no request did: an event's type, or the name of a command. */
  cause?: { kind: 'event' | 'command'; name: string };
}

const storage = new AsyncLocalStorage<RequestContext>();

const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** A child span of the caller's trace where the header is valid, else the root of a new trace. */
export function continueTrace(header?: string): string {
  const spanId = randomBytes(8).toString('hex');
  if (header && TRACEPARENT.test(header)) return `${header.slice(0, 36)}${spanId}${header.slice(52)}`;
  return `00-${randomBytes(16).toString('hex')}-${spanId}-01`;
}

export function traceIdOf(traceparent: string): string {
  return traceparent.slice(3, 35);
}

/** The context of the request, event or command under way, if there is one. */
export function currentContext(): RequestContext | undefined {
  return storage.getStore();
}

/** The current context; outside any request (a timer, a command) a fresh one that nobody else sees. */
export function requestContext(): RequestContext {
  return storage.getStore() ?? { requestId: randomUUID(), traceparent: continueTrace() };
}

export function runInContext<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}
