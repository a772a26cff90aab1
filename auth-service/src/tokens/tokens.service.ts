import { presentUser, ServiceAccountStore, UserStore } from '@hybrid-fleet/identity-store';
import { Problem } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import { AccessTokens } from './access.tokens.js';
import type { ClientCredentials, ServiceTokenView, TokenState } from './dto/token.dto.js';

@Injectable()
export class TokensService {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly accounts: ServiceAccountStore,
    private readonly users: UserStore,
  ) {}

  async forService(body: ClientCredentials): Promise<ServiceTokenView> {
    const account = await this.accounts.authenticate(body.client_id, body.client_secret);
    if (!account) {
      const detail = 'There is no service account with this name and secret.';
      throw new Problem({ status: 401, code: 'invalid_client', detail });
    }
    const { accessToken, expiresIn } = await this.tokens.forService(account.clientId, account.permissions);
    return { access_token: accessToken, token_type: 'Bearer', expires_in: expiresIn };
  }

  async validate(token: string): Promise<TokenState> {
    const principal = await this.tokens.read(token);
    if (!principal) return { active: false };
    const state = {
      active: true,
      permissions: [...principal.permissions],
      expiresAt: new Date(principal.expiresAt).toISOString(),
    };
    if (principal.id === null) return state;
    const user = await this.users.find(principal.id);
    return user?.isActive ? { ...state, user: presentUser(user) } : { active: false };
  }
}
