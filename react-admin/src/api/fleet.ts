import type { authApi } from '@hybrid-fleet/contracts';
import { HttpError } from 'ra-core';
import { call } from './http';
import type { ServiceName } from './services';

/** What each service says of itself; all of them in the same form. */
type Schemas = authApi.components['schemas'];
export type OutboxEvent = Schemas['OutboxEvent'];
export type DeadLetter = Schemas['DeadLetter'];
/** `lagSeconds`: the age of the oldest event that waits. */
export type Outbox = Schemas['OutboxPage'];
export interface DeadLetters {
  data: DeadLetter[];
  meta: Outbox['meta'];
}

export interface Health {
  status: 'ok' | 'degraded' | 'error';
  version: string;
  parts: Record<string, { status: 'up' | 'down'; message?: string }>;
}

export interface Paging {
  page: number;
  limit: number;
}

const own = (service: ServiceName, path: string) => `/api/services/${service}/${path}`;

/** Also when the service says that it cannot serve (503). Rejects when it says nothing. */
export async function healthOf(service: ServiceName, signal?: AbortSignal): Promise<Health> {
  try {
    return await call<Health>(own(service, 'health'), { signal });
  } catch (error) {
    const said = error instanceof HttpError ? (error.body as Partial<Health>) : {};
    // `status` in the body of a failed call is HTTP's number: see problem.ts.
    if (said.parts) return { ...(said as Health), status: 'error' };
    throw error;
  }
}

export function outboxOf(service: ServiceName, paging: Paging, signal?: AbortSignal): Promise<Outbox> {
  return call(own(service, 'messaging/outbox'), { query: { ...paging }, signal });
}

export function deadLettersOf(service: ServiceName, paging: Paging, signal?: AbortSignal): Promise<DeadLetters> {
  return call(own(service, 'messaging/dead-letters'), { query: { ...paging }, signal });
}

export type Decision = 'redrive' | 'discard';

/** What a person decides of an event: to try it again now, or that it never happens. */
export function decide(service: ServiceName, kind: 'outbox' | 'dead-letters', id: number, decision: Decision) {
  return call<void>(own(service, `messaging/${kind}/${id}/${decision}`), { method: 'POST' });
}
