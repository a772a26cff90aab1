const RESOURCES = ['users', 'roles', 'customers', 'carriers', 'pricing'] as const;
const ACTIONS = ['read', 'create', 'update', 'delete'] as const;

type Resource = (typeof RESOURCES)[number];
type Action = (typeof ACTIONS)[number];

/** Everything that a role or an API key can be given. */
export type Permission =
  | `${Resource}:${Action}`
  | 'pricing:calculate'
  | 'pricing:publish'
  | 'sessions:manage'
  | 'audit:read'
  | 'messaging:manage';

export interface PermissionEntry {
  name: Permission;
  /** What the admin groups by: the part before the colon. */
  category: string;
  description: string;
}

const NOUNS: Record<Resource, string> = {
  users: 'users',
  roles: 'roles and their permissions',
  customers: 'customers',
  carriers: 'shipping carriers',
  pricing: 'pricing rules',
};

const VERBS: Record<Action, string> = {
  read: 'See',
  create: 'Create',
  update: 'Change',
  delete: 'Delete and restore',
};

function entry(name: Permission, description: string): PermissionEntry {
  return { name, category: name.slice(0, name.indexOf(':')), description };
}

/** The one list of permissions: roles, guards, tokens and the admin all read this. */
export const PERMISSION_CATALOGUE: readonly PermissionEntry[] = [
  ...RESOURCES.flatMap((resource) =>
    ACTIONS.map((action) => entry(`${resource}:${action}`, `${VERBS[action]} ${NOUNS[resource]}`)),
  ),
  entry('pricing:calculate', 'Calculate shipping prices and see past calculations'),
  entry('pricing:publish', 'Publish and roll back rule sets, which changes the prices that customers pay'),
  entry('sessions:manage', "See and end other users' sessions"),
  entry('audit:read', 'See who changed what and when'),
  entry('messaging:manage', 'See, redrive and discard events that could not be delivered'),
];

export const PERMISSIONS: readonly Permission[] = PERMISSION_CATALOGUE.map(({ name }) => name);

const known: ReadonlySet<string> = new Set(PERMISSIONS);

export function isPermission(name: string): name is Permission {
  return known.has(name);
}

/** All permissions of one resource, for example `customers:*`. */
export function permissionsOf(category: string): Permission[] {
  return PERMISSIONS.filter((name) => name.startsWith(`${category}:`));
}
