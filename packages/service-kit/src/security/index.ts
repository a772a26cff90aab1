export { listRoutes, type RouteAccess } from './access.audit.js';
export {
  type Access,
  CurrentPrincipal,
  Public,
  RequireAnyPermission,
  RequirePermission,
  SelfOrPermission,
  ServicesOnly,
  SignedIn,
} from './access.decorators.js';
export { permissionMissing } from './access.guard.js';
export { assertPermission } from './assert-permission.js';
export { forgetSharedKeys } from './http-signing-key.source.js';
export { type Jwks, jwks, keysOf } from './jwks.js';
export {
  type AccessTokenClaims,
  accessTokenClaims,
  type Principal,
  principalOf,
  TOKEN_ALGORITHM,
  TOKEN_AUDIENCE,
  TOKEN_ISSUER,
  TOKEN_TYPE,
} from './principal.js';
export { publishRevocation, type Revocation, RevocationSource, revocation } from './revocation.js';
export { RevocationList } from './revocation.list.js';
export { SecurityModule, type SecuritySources } from './security.module.js';
export { SigningKeySource } from './signing-key.source.js';
