import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { forbidden, Problem } from '../errors/problem.js';
import { requestContext } from '../http/request-context.js';
import { type Access, accessDeclarations } from './access.decorators.js';
import { JwtStrategy } from './jwt.strategy.js';
import type { Principal } from './principal.js';
import { RevocationList } from './revocation.list.js';
import { tokenExpired, tokenInvalid, tokenMissing, tokenRevoked } from './token.problems.js';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

type SignedInRequest = FastifyRequest<{ Params: Record<string, string> }> & { user: Principal };

/** Decides every request: who is calling, is the token still good, may they. What declares nothing is refused. */
@Injectable()
export class AccessGuard extends AuthGuard() {
  constructor(
    strategy: JwtStrategy,
    private readonly revocations: RevocationList,
  ) {
    super({ defaultStrategy: strategy.name });
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    // Consumed events are no requests: they come from the broker's account, not from a caller with a token.
    if (context.getType() !== 'http') return true;
    const [access, ...more] = accessDeclarations(context.getClass(), context.getHandler());
    if (!access || more.length > 0) throw forbidden('access_undeclared', 'This route does not say who may call it.');
    if (access.kind === 'public') return true;
    await super.canActivate(context);
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const principal = request.user;
    requestContext().principal = principal;
    if (this.revocations.isRevoked(principal)) throw tokenRevoked();
    if (!READS.has(request.method) && !this.revocations.isCurrent()) throw revocationUnknown();
    decide(access, principal, request.params);
    return true;
  }

  override handleRequest<T>(error: unknown, user: T | false, info: unknown): T {
    if (error instanceof Problem) throw error;
    if (user) return user;
    if (info instanceof Problem) throw info;
    const reason = info instanceof Error ? info : undefined;
    if (reason?.message === 'No auth token') throw tokenMissing();
    throw reason?.name === 'TokenExpiredError' ? tokenExpired() : tokenInvalid();
  }
}

function decide(access: Exclude<Access, { kind: 'public' }>, principal: Principal, params: Record<string, string>) {
  switch (access.kind) {
    case 'signed-in':
      return;
    case 'services-only':
      if (principal.kind === 'service') return;
      throw forbidden('services_only', 'Only other services of the fleet may call this.');
    case 'self-or-permission':
      if (principal.kind === 'user' && params[access.param] === String(principal.id)) return;
      break;
    case 'any-permission': {
      if (access.permissions.some((permission) => principal.permissions.has(permission))) return;
      throw permissionMissing(access.permissions[0]);
    }
    case 'permission':
  }
  if (!principal.permissions.has(access.permission)) throw permissionMissing(access.permission);
}

/** 403 that says which permission would help. */
export function permissionMissing(permission: string): Problem {
  return new Problem({
    status: 403,
    code: 'permission_missing',
    detail: `This needs the permission ${permission}.`,
    extra: { permission },
  });
}

function revocationUnknown(): Problem {
  return new Problem({
    status: 503,
    code: 'revocation_unknown',
    detail: 'It cannot be told now whether this token was revoked, so nothing is changed. Try again shortly.',
    headers: { 'retry-after': '2' },
  });
}
