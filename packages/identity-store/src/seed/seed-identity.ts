import { BUILT_IN_ROLES, SERVICE_ACCOUNTS } from '@hybrid-fleet/contracts';
import { History, UnitOfWork } from '@hybrid-fleet/service-kit';
import type { DataSource } from 'typeorm';
import { Role } from '../roles/role.entity.js';
import { recordedRole } from '../roles/role.schema.js';
import { hashToken } from '../secrets/token.js';
import { ServiceAccount } from '../service-accounts/service-account.entity.js';
import { ADMIN_ROLE } from '../users/last-admin.rule.js';

/**
 * The built-in roles. One that is there keeps what an admin made of it, except `admin`, which always holds the whole
 * catalogue of this release.
 */
export async function seedRoles(dataSource: DataSource): Promise<void> {
  const unitOfWork = new UnitOfWork(dataSource);
  const history = new History(unitOfWork);
  await unitOfWork.run(async (manager) => {
    for (const { name, description, permissions } of BUILT_IN_ROLES) {
      const role = await manager.findOneBy(Role, { name });
      const now = new Date();
      if (!role) {
        const columns = { name, description, permissions: [...permissions], isSystem: true, version: 1 };
        const made = manager.create(Role, { ...columns, createdAt: now, updatedAt: now });
        await manager.insert(Role, made);
        await history.add(Role, made.id, { action: 'created', version: 1, after: recordedRole(made) });
      } else if (name === ADMIN_ROLE && role.permissions.join() !== permissions.join()) {
        const before = recordedRole(role);
        const change = { permissions: [...permissions], version: role.version + 1, updatedAt: now };
        await manager.update(Role, { id: role.id }, change);
        const after = { ...before, permissions: change.permissions };
        await history.add(Role, role.id, { action: 'updated', version: change.version, before, after });
      }
    }
  });
}

/** How long a service's former secret is good: until a set-up, or a rolling restart, has come to the last replica. */
const FORMER_SECRET_MS = 30 * 60_000;

/**
 * The services' own accounts: `secrets` by service name. A changed secret holds from here on; the one before it for a while,
 * because the services still run with it.
 */
export async function seedServiceAccounts({ manager }: DataSource, secrets: Record<string, string>): Promise<void> {
  for (const { name, permissions } of SERVICE_ACCOUNTS) {
    const secret = secrets[name];
    if (!secret) throw new Error(`no secret was given for ${name}`);
    const now = new Date();
    const present = await manager.findOne(ServiceAccount, {
      where: { clientId: name },
      select: { clientId: true, secretHash: true },
    });
    const secretHash = hashToken(secret);
    const changed = present?.secretHash !== undefined && present.secretHash !== secretHash;
    const row = {
      clientId: name,
      secretHash,
      permissions: [...permissions],
      updatedAt: now,
      ...(changed
        ? { formerSecretHash: present.secretHash, formerSecretUntil: new Date(now.getTime() + FORMER_SECRET_MS) }
        : {}),
    };
    await manager.upsert(ServiceAccount, row, ['clientId']);
  }
}
