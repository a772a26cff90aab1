import { PublicKeys, RevocationStore } from '@hybrid-fleet/identity-store';
import { Answers, Public, ServicesOnly, SignedIn, WithoutIdempotency } from '@hybrid-fleet/service-kit';
import { Body, Controller, Get, Header, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import * as dto from './dto/token.dto.js';
import { TokensService } from './tokens.service.js';

@ApiTags('tokens')
@Controller('auth')
@WithoutIdempotency()
export class TokensController {
  constructor(
    private readonly tokens: TokensService,
    private readonly revoked: RevocationStore,
  ) {}

  /** A short-lived token for a service of the fleet (OAuth 2 client credentials). */
  @Post('token')
  @ApiOperation({ summary: "A service account's own access token (OAuth 2 client credentials)" })
  @Public()
  @Header('cache-control', 'no-store')
  @Answers(dto.serviceToken)
  issue(@Body({ schema: dto.clientCredentialsBody }) body: dto.ClientCredentials) {
    return this.tokens.forService(body);
  }

  /** Whether a token would be accepted now, and whom it stands for. */
  @Post('validate-token')
  @ApiOperation({ summary: 'Whether a token would be accepted now, and whom it stands for' })
  @SignedIn()
  @Header('cache-control', 'no-store')
  @Answers(dto.tokenState)
  validate(@Body({ schema: dto.validateTokenBody }) { token }: dto.ValidateToken) {
    return this.tokens.validate(token);
  }

  /** What was revoked before it expired: every service loads these and follows the rest through Redis. */
  @Get('revocations')
  @ApiOperation({ summary: 'What was revoked before it expired, for services' })
  @ServicesOnly()
  @Header('cache-control', 'no-store')
  @Answers(dto.revocations)
  async revocations() {
    return { data: await this.revoked.live() };
  }
}

@ApiTags('tokens')
@Controller('.well-known')
export class KeysController {
  constructor(private readonly keys: PublicKeys) {}

  /** The public keys that access tokens are verified with (RFC 7517). */
  @Get('jwks.json')
  @ApiOperation({ summary: 'The public keys that verify access tokens (RFC 7517)' })
  @Public()
  @Header('cache-control', 'public, max-age=60')
  @Answers(dto.keySet)
  published() {
    return this.keys.published();
  }
}
