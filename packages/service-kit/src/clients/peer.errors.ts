import { Problem } from '../errors/problem.js';

/** 503: the answer needs another service, which cannot be reached now. `peer` says which. */
export function peerUnavailable(peer: string): Problem {
  return new Problem({
    status: 503,
    code: 'peer_unavailable',
    detail: `${peer} does not answer at the moment, and this needs it. Try again shortly.`,
    extra: { peer },
    headers: { 'retry-after': '5' },
  });
}

/** 502: the other service answered something that no caller of ours can put right, such as a missing permission. */
export function peerRefused(peer: string, status: number): Problem {
  return new Problem({
    status: 502,
    code: 'peer_refused',
    detail: `${peer} refused a request of this service with status ${status}.`,
    extra: { peer },
  });
}
