import { required } from './environment.js';
import type { Fleet } from './fleet.js';
import { portVariable, type ServiceName } from './services.js';

/** The gateway, which is also the admin's origin. */
export function gatewayOrigin({ env }: Pick<Fleet, 'env'>): string {
  return `http://localhost:${required(env, 'ADMIN_PORT')}`;
}

/**
 * Where this machine reaches `path` (below /api/v1) of a service: at the service's own port, or through the gateway where
 * replicas have no port of their own.
 */
export function serviceAddress(fleet: Fleet, service: ServiceName, path: string): string {
  if (!fleet.variants.includes('replicas'))
    return `http://localhost:${required(fleet.env, portVariable(service))}/api/v1/${path}`;
  // What every service has is reached by the service's name: see react-admin/gateway/routes.json.
  const own = /^(health|messaging)\b/.test(path);
  return `${gatewayOrigin(fleet)}/api/${own ? `services/${service}` : 'v1'}/${path}`;
}
