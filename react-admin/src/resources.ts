import type { ResourceProps } from 'ra-core';
import type { ComponentType } from 'react';
import { guarded } from './access/guarded';
import type { ResourceName } from './api/records';
import carriers from './carriers';
import customers from './customers';
import pricingRules from './pricing-rules';
import quotes from './quotes';
import roles from './roles';
import sessions from './sessions';
import users from './users';

/** What a resource's folder exports: pages as `lazy(() => import(…))`, so that each is loaded when it is visited. */
export interface ResourceFolder {
  list?: ComponentType;
  create?: ComponentType;
  edit?: ComponentType;
  show?: ComponentType;
  icon: ComponentType;
  recordRepresentation?: ResourceProps['recordRepresentation'];
}

/** The one place where resources are registered; the menu shows them in its own order. */
const folders: Partial<Record<ResourceName, ResourceFolder>> = {
  users,
  roles,
  customers,
  carriers,
  'pricing-rules': pricingRules,
  quotes,
  sessions,
};

const PAGES = ['list', 'create', 'edit', 'show'] as const;

/** Each page behind the permission that it needs. */
export const resources: ResourceProps[] = Object.entries(folders).map(([name, folder]) => ({
  name,
  icon: folder.icon,
  recordRepresentation: folder.recordRepresentation,
  ...Object.fromEntries(
    PAGES.flatMap((page) => {
      const component = folder[page];
      return component ? [[page, guarded(component, name, page)]] : [];
    }),
  ),
}));
