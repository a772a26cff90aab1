import { CONFIG, forbidden } from '@hybrid-fleet/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.js';

const DAY_SECONDS = 86_400;

/**
 * The refresh token in a cookie, for browsers: no script can read it. The header `X-Session: cookie` asks for it and is
 * required each time it is used; no form or link of another site can send that header, and the cookie is
 * SameSite=Strict besides.
 */
@Injectable()
export class SessionCookie {
  private readonly name: string;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.name = `hybrid_refresh_${config.ADMIN_PORT}`;
  }

  isAskedFor(request: FastifyRequest): boolean {
    return request.headers['x-session'] === 'cookie';
  }

  read(request: FastifyRequest): string | undefined {
    return parseCookie(request.headers.cookie ?? '')[this.name];
  }

  /** 403 when the browser sent the cookie along but the page did not ask for cookie mode. */
  assertHeader(request: FastifyRequest): void {
    if (this.isAskedFor(request) || this.read(request) === undefined) return;
    throw forbidden('session_header_required', 'This session lives in a cookie: send the header X-Session: cookie.');
  }

  write(reply: FastifyReply, refreshToken: string): void {
    this.set(reply, refreshToken, this.config.REFRESH_TOKEN_TTL_DAYS * DAY_SECONDS);
  }

  clear(reply: FastifyReply): void {
    this.set(reply, '', 0);
  }

  private set(reply: FastifyReply, value: string, maxAge: number): void {
    const cookie = stringifySetCookie(this.name, value, {
      httpOnly: true,
      sameSite: 'strict',
      secure: this.config.NODE_ENV !== 'development',
      path: '/api/v1/auth',
      maxAge,
    });
    void reply.header('set-cookie', cookie);
  }
}
