import { gauge } from '../metrics/gauge.js';
import type { Peer } from './peer.js';

const peers = new Map<string, Peer>();

/** Shows whether calls to this peer are being refused; from its fifth failure in a row until a call succeeds. */
export function measurePeer(peer: Peer): Peer {
  peers.set(peer.name, peer);
  gauge('hybrid_peer_circuit_open', 'Whether calls to another service are refused at once', ['peer'], () =>
    [...peers.values()].map(({ name, reachable }) => [{ peer: name }, reachable ? 0 : 1]),
  );
  return peer;
}
