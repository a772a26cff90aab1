export { getOrUndefined, peerClient } from './peer.client.js';
export { peerRefused, peerUnavailable } from './peer.errors.js';
export { createPeer, type Peer, type PeerOptions } from './peer.js';
export { PeersModule, peerToken, ServiceTokensModule } from './peers.module.js';
export { type ServiceTokenSettings, ServiceTokens } from './service-token.js';
export { UserDirectory, type UserSummary, userSummary } from './user-directory.js';
