import { type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerLimitDetail } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../errors/problem.js';
import type { Principal } from '../security/principal.js';

/** Limits of their own, beside the one that holds for every route. */
export type ThrottleName = 'login' | 'register' | 'refresh';

export const THROTTLED = 'hybrid:throttled';

/** Puts a route under the limit THROTTLE_<NAME>_PER_MINUTE as well. */
export const Throttled = (name: ThrottleName) => SetMetadata(THROTTLED, name);

/** Whoever watches the service must see it under load, too. */
const UNLIMITED = /^\/(metrics|api\/v1\/health)(\/|\?|$)/;

/** Limits requests per address. Our own services are not limited: they ask on behalf of many. */
@Injectable()
export class ThrottleGuard extends ThrottlerGuard {
  protected override async shouldSkip(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & { user?: Principal }>();
    return request.user?.kind === 'service' || UNLIMITED.test(request.url);
  }

  // The library's key contains the route; here one address has one budget, whatever it asks for.
  protected override generateKey(_context: ExecutionContext, address: string, name: string): string {
    return `throttle:${name}:${address}`;
  }

  protected override async throwThrottlingException(
    _context: ExecutionContext,
    { limit, timeToBlockExpire }: ThrottlerLimitDetail,
  ): Promise<void> {
    throw new Problem({
      status: 429,
      code: 'too_many_requests',
      detail: `More than ${limit} requests in a minute from this address. Try again in ${timeToBlockExpire} s.`,
      headers: { 'retry-after': String(timeToBlockExpire) },
    });
  }
}
