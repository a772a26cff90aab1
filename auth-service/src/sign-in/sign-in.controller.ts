import type { Client } from '@hybrid-fleet/identity-store';
import { SessionStore } from '@hybrid-fleet/identity-store';
import {
  Answers,
  AnswersNothing,
  CurrentPrincipal,
  type Principal,
  Public,
  SignedIn,
  Throttled,
  WithoutIdempotency,
} from '@hybrid-fleet/service-kit';
import { Body, Controller, Header, Post, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { userIdOf } from '../account/user-id.js';
import * as dto from './dto/sign-in.dto.js';
import { RegistrationService } from './registration.service.js';
import { SessionCookie } from './session.cookie.js';
import { invalidRefreshToken } from './sign-in.problems.js';
import { SignInService, type WithRefreshToken } from './sign-in.service.js';

const CookieMode = () =>
  ApiHeader({
    name: 'X-Session',
    required: false,
    description: '`cookie` keeps the refresh token in an HttpOnly cookie',
  });

@ApiTags('sign-in')
@Controller('auth')
@WithoutIdempotency()
export class SignInController {
  constructor(
    private readonly signIn: SignInService,
    private readonly registration: RegistrationService,
    private readonly sessions: SessionStore,
    private readonly cookie: SessionCookie,
  ) {}

  @Post('login')
  @ApiOperation({ summary: 'Sign in with email and password' })
  @Public()
  @Throttled('login')
  @CookieMode()
  @Header('cache-control', 'no-store')
  @Answers(dto.signedIn)
  async login(
    @Body({ schema: dto.loginBody }) body: dto.Login,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.deliver(await this.signIn.login(body, this.clientOf(request)), request, reply);
  }

  @Post('register')
  @ApiOperation({ summary: 'Make an account of your own and sign in' })
  @Public()
  @Throttled('register')
  @CookieMode()
  @Header('cache-control', 'no-store')
  @Answers(dto.signedIn, 201)
  async register(
    @Body({ schema: dto.registerBody }) body: dto.Register,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.deliver(await this.registration.register(body, this.clientOf(request)), request, reply);
  }

  /** Exchanges a refresh token, from the cookie or the body, for the next one and a new access token. */
  @Post('refresh')
  @ApiOperation({ summary: 'Swap a refresh token for the next pair of tokens' })
  @Public()
  @Throttled('refresh')
  @CookieMode()
  @Header('cache-control', 'no-store')
  @Answers(dto.signedIn)
  async refresh(
    @Body({ schema: dto.refreshBody }) body: dto.Refresh,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (body.refreshToken === undefined) this.cookie.assertHeader(request);
    const token = this.cookie.isAskedFor(request) ? this.cookie.read(request) : body.refreshToken;
    if (!token) throw invalidRefreshToken();
    return this.deliver(await this.signIn.refresh(token, request.ip), request, reply);
  }

  /** Ends this session, everywhere. */
  @Post('logout')
  @ApiOperation({ summary: 'End this session everywhere' })
  @SignedIn()
  @CookieMode()
  @AnswersNothing()
  async logout(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    userIdOf(principal);
    this.cookie.assertHeader(request);
    await this.sessions.end(String(principal.sessionId), 'logout');
    if (this.cookie.isAskedFor(request)) this.cookie.clear(reply);
  }

  /** Ends all sessions of the caller. */
  @Post('logout-all')
  @ApiOperation({ summary: 'End all of your sessions everywhere' })
  @SignedIn()
  @CookieMode()
  @AnswersNothing()
  async logoutAll(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.cookie.assertHeader(request);
    await this.sessions.endAll(userIdOf(principal), 'logout');
    if (this.cookie.isAskedFor(request)) this.cookie.clear(reply);
  }

  private clientOf(request: FastifyRequest): Client {
    return {
      device: request.headers['user-agent'] ?? '',
      address: request.ip,
      cookieMode: this.cookie.isAskedFor(request),
    };
  }

  private deliver(result: WithRefreshToken, request: FastifyRequest, reply: FastifyReply): dto.SignedInView {
    if (!this.cookie.isAskedFor(request)) return result;
    const { refreshToken, ...shown } = result;
    this.cookie.write(reply, refreshToken);
    return shown;
  }
}
