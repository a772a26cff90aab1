import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.js';
import { SessionCookie } from './session.cookie.js';

const cookieIn = (NODE_ENV: string, ADMIN_PORT = 3000) =>
  new SessionCookie({ NODE_ENV, ADMIN_PORT, REFRESH_TOKEN_TTL_DAYS: 30 } as Config);

function written(cookie: SessionCookie): string {
  let header = '';
  const reply = { header: (_name: string, value: string) => (header = value) } as unknown as FastifyReply;
  cookie.write(reply, 'the-token');
  return header;
}

const request = (headers: Record<string, string>) => ({ headers }) as unknown as FastifyRequest;

describe('the session cookie', () => {
  it('travels over TLS only, outside development', () => {
    expect(written(cookieIn('production'))).toBe(
      'hybrid_refresh_3000=the-token; Max-Age=2592000; Path=/api/v1/auth; HttpOnly; Secure; SameSite=Strict',
    );
    expect(written(cookieIn('development'))).not.toContain('Secure');
  });

  it('is another one for another fleet on the same host', () => {
    const headers = { cookie: 'hybrid_refresh_3000=first; hybrid_refresh_4000=second' };
    expect(cookieIn('development', 4000).read(request(headers))).toBe('second');
    expect(cookieIn('development', 5000).read(request(headers))).toBeUndefined();
  });

  it('is refused without the header, and not missed where there is none', () => {
    const cookie = cookieIn('development');
    expect(() => cookie.assertHeader(request({ cookie: 'hybrid_refresh_3000=x' }))).toThrow();
    expect(() =>
      cookie.assertHeader(request({ cookie: 'hybrid_refresh_3000=x', 'x-session': 'cookie' })),
    ).not.toThrow();
    expect(() => cookie.assertHeader(request({}))).not.toThrow();
  });
});
