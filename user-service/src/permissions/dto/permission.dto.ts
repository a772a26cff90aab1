import { z } from 'zod';

export const permissionCatalogue = z
  .object({
    data: z.array(
      z.object({
        category: z.string(),
        permissions: z.array(z.object({ name: z.string(), description: z.string() })),
      }),
    ),
  })
  .meta({ id: 'PermissionCatalogue' });

export type PermissionCatalogue = z.output<typeof permissionCatalogue>;
