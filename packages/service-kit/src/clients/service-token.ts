import { Logger } from '@nestjs/common';
import { z } from 'zod';
import { peerUnavailable } from './peer.errors.js';

export interface ServiceTokenSettings {
  /** Base address of auth-service, without the path. */
  authUrl: string;
  /** The service's name. */
  clientId: string;
  clientSecret: string;
  timeoutMs: number;
}

const answer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** A token is renewed after this part of its life, so that none expires on its way. */
const RENEW_AFTER = 0.8;

/** This service's own access token (OAuth 2 client credentials), fetched once and shared by all calls to peers. */
export class ServiceTokens {
  private readonly logger = new Logger(ServiceTokens.name);
  private token?: string;
  private renewAt = 0;
  private expiresAt = 0;
  private fetching?: Promise<string>;

  constructor(private readonly settings: ServiceTokenSettings) {}

  /** Throws a 503 problem when auth-service cannot be asked and the last token is over. */
  async get(): Promise<string> {
    const now = Date.now();
    if (this.token && now < this.renewAt) return this.token;
    try {
      return await this.fetchOnce();
    } catch (error) {
      if (this.token && now < this.expiresAt) return this.token;
      this.logger.warn({ err: error }, 'auth-service gave no service token');
      throw peerUnavailable('auth-service');
    }
  }

  /** Forgets a token that a peer refused, unless it was replaced meanwhile. */
  forget(token: string): void {
    if (this.token === token) this.token = undefined;
  }

  private fetchOnce(): Promise<string> {
    this.fetching ??= this.fetchToken().finally(() => {
      this.fetching = undefined;
    });
    return this.fetching;
  }

  private async fetchToken(): Promise<string> {
    const { authUrl, clientId, clientSecret, timeoutMs } = this.settings;
    const response = await fetch(new URL('/api/v1/auth/token', authUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`auth-service answered ${response.status} to ${clientId}`);
    const { access_token, expires_in } = answer.parse(await response.json());
    const now = Date.now();
    this.token = access_token;
    this.renewAt = now + expires_in * 1000 * RENEW_AFTER;
    this.expiresAt = now + expires_in * 1000;
    return access_token;
  }
}
