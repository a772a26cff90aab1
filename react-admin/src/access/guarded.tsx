import type { Permission } from '@hybrid-fleet/contracts';
import type { ComponentType } from 'react';
import { PermissionMissing } from './permission-missing';
import { permissionFor } from './permissions';
import { useMay } from './use-may';

/** A resource's page, or the word which permission is missing for it. */
export function guarded(Page: ComponentType, resource: string, action: string): ComponentType {
  return behind(Page, permissionFor(resource, action));
}

/** Any page behind a permission. */
export function behind(Page: ComponentType, permission: Permission | undefined): ComponentType {
  return function Guarded() {
    return useMay(permission) ? <Page /> : <PermissionMissing permission={permission as Permission} />;
  };
}
