import createClient, { type Client } from 'openapi-fetch';
import { peerRefused } from './peer.errors.js';
import type { Peer } from './peer.js';

/**
 * A client that knows the other service's paths: `peerClient<paths>(peer).GET('/api/v1/users/{id}', …)`, with `paths`
 * generated from that service's OpenAPI document.
 */
export function peerClient<Paths extends object>(peer: Peer): Client<Paths> {
  return createClient<Paths>({ baseUrl: peer.baseUrl, fetch: (request) => peer.fetch(request) });
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer's body; undefined where the peer has no such record. Any other refusal is a 502 problem naming the peer. */
export async function getOrUndefined<T>(peer: Peer, call: Promise<Answer<T>>): Promise<T | undefined> {
  const { data, response } = await call;
  if (response.ok) return data;
  if (response.status === 404) return undefined;
  throw peerRefused(peer.name, response.status);
}
