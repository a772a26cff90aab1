import type { Permission } from '@hybrid-fleet/contracts';
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiForbiddenResponse, ApiUnauthorizedResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Principal } from './principal.js';

/** Who may call a route. */
export type Access =
  | { kind: 'public' }
  | { kind: 'signed-in' }
  | { kind: 'permission'; permission: Permission }
  | { kind: 'any-permission'; permissions: readonly [Permission, ...Permission[]] }
  | { kind: 'self-or-permission'; param: string; permission: Permission }
  | { kind: 'services-only' };

const ACCESS = 'hybrid:access';

type Target = abstract new (...args: never[]) => unknown;

// A list, so that a second declaration on one route is seen (and refused) instead of silently replacing the first.
function declare(access: Access): MethodDecorator & ClassDecorator {
  return (target: object, _key?: string | symbol, descriptor?: PropertyDescriptor) => {
    const owner: object = descriptor ? descriptor.value : target;
    const before: Access[] = Reflect.getOwnMetadata(ACCESS, owner) ?? [];
    Reflect.defineMetadata(ACCESS, [...before, access], owner);
  };
}

/** Every declaration that applies to a route: its own and its controller's. Exactly one is right. */
export function accessDeclarations(controller: Target, handler: object): Access[] {
  return [...(Reflect.getMetadata(ACCESS, handler) ?? []), ...(Reflect.getMetadata(ACCESS, controller) ?? [])];
}

function needsToken(access: Access, forbiddenWhen?: string, permission?: Permission) {
  return applyDecorators(
    declare(access),
    ApiBearerAuth(),
    ApiUnauthorizedResponse({ description: 'No token, or one that is not valid any more' }),
    ...(forbiddenWhen ? [ApiForbiddenResponse({ description: forbiddenWhen })] : []),
    ...(permission ? [ApiExtension('x-permission', permission)] : []),
  );
}

/** Anybody, without a token. */
export const Public = () => declare({ kind: 'public' });

/** Any caller with a valid token, user or service. */
export const SignedIn = () => needsToken({ kind: 'signed-in' });

/** Callers who hold the permission, by a role or as a service account. */
export const RequirePermission = (permission: Permission) =>
  needsToken({ kind: 'permission', permission }, `The caller lacks ${permission}`, permission);

/**
 * Callers who hold one of the permissions. For a route whose body decides which of them it takes: the handler asserts
 * that one with `assertPermission`.
 */
export const RequireAnyPermission = (...permissions: [Permission, ...Permission[]]) =>
  applyDecorators(
    needsToken(
      { kind: 'any-permission', permissions },
      `The caller lacks ${permissions.join(' and ')}`,
      permissions[0],
    ),
    ApiExtension('x-any-permission', permissions),
  );

/** The user whose id is in the route parameter `param`, and callers who hold the permission. */
export const SelfOrPermission = (param: string, permission: Permission) =>
  needsToken(
    { kind: 'self-or-permission', param, permission },
    `The caller is somebody else and lacks ${permission}`,
    permission,
  );

/** Other services of the fleet, never a user. */
export const ServicesOnly = () => needsToken({ kind: 'services-only' }, 'The caller is not a service');

/** The verified caller; only on routes that are not public. */
export const CurrentPrincipal = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal =>
    context.switchToHttp().getRequest<FastifyRequest & { user: Principal }>().user,
);
