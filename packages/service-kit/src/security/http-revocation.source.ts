import { z } from 'zod';
import { createPeer, type Peer } from '../clients/peer.js';
import type { ServiceTokens } from '../clients/service-token.js';
import { type Revocation, RevocationSource, revocation } from './revocation.js';

const answer = z.object({ data: z.array(revocation) });

export interface RevocationSourceSettings {
  AUTH_SERVICE_URL: string;
  PEER_TIMEOUT_MS: number;
}

/** Asks auth-service, as this service. */
export class HttpRevocationSource extends RevocationSource {
  private readonly auth: Peer;

  constructor(tokens: ServiceTokens, settings: RevocationSourceSettings) {
    super();
    this.auth = createPeer({
      name: 'auth-service',
      baseUrl: settings.AUTH_SERVICE_URL,
      timeoutMs: settings.PEER_TIMEOUT_MS,
      tokens,
      // Asked every 2 s at most: a breaker that stays open longer would only delay the recovery of writes.
      openMs: 1000,
    });
  }

  async load(): Promise<Revocation[]> {
    const response = await this.auth.fetch('/api/v1/auth/revocations');
    if (!response.ok) throw new Error(`auth-service answered ${response.status} when asked for revocations`);
    return answer.parse(await response.json()).data;
  }
}
