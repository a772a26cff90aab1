import { currentContext, traceIdOf } from '../http/request-context.js';

/**
 * - `user`: somebody who is signed in; `id` is theirs.
 * - `service`: another service of the fleet, by its own account; `name` is its name.
 * - `event`: something that happened in another service; `name` is the event's type, the request id its message id.
 * - `anonymous`: a request that needs no token: somebody registers, or uses a one-time link.
 * - `system`: the fleet itself; `name` is the command that ran, such as `user-service demo`.
 */
export const ACTOR_KINDS = ['user', 'service', 'event', 'anonymous', 'system'] as const;

export interface Actor {
  kind: (typeof ACTOR_KINDS)[number];
  id: number | null;
  name: string | null;
}

/** Who is doing what is done now. No name of a person: it would have to be found again when they ask to be forgotten. */
export function currentActor(): Actor {
  const context = currentContext();
  if (context?.principal) {
    const { kind, id, service } = context.principal;
    return { kind, id, name: service };
  }
  if (context?.cause?.kind === 'event') return { kind: 'event', id: null, name: context.cause.name };
  if (context && !context.cause) return { kind: 'anonymous', id: null, name: null };
  return { kind: 'system', id: null, name: context?.cause?.name ?? null };
}

/** What to look for in the logs; null where nothing caused it that has an id. */
export function currentRequest(): { requestId: string | null; traceId: string | null } {
  const context = currentContext();
  return { requestId: context?.requestId ?? null, traceId: context ? traceIdOf(context.traceparent) : null };
}
