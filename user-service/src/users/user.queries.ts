import { isPermission } from '@hybrid-fleet/contracts';
import { presentUser, Role, User, UserCache, UserStore, type UserView } from '@hybrid-fleet/identity-store';
import {
  applyDeleted,
  applyIds,
  applySearch,
  CONFIG,
  csvFile,
  notFound,
  type Page,
  paginate,
  recordBatches,
  UnitOfWork,
} from '@hybrid-fleet/service-kit';
import { Inject, Injectable, type StreamableFile } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import type { Config } from '../config.js';
import type { EffectivePermissions, UserExport, UserFilters, UserList } from './dto/user.dto.js';
import { USER_COLUMNS } from './user.columns.js';

const HOLDS_ROLE = `EXISTS (SELECT 1 FROM user_roles ur JOIN roles r ON r.id = ur.role_id
  WHERE ur.user_id = u.id AND r.name = :role)`;

const IS_LOCKED = `EXISTS (SELECT 1 FROM login_failures f
  WHERE f.account = u.active_email AND f.locked_until > :now)`;

/** Reading users. */
@Injectable()
export class UserQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserStore,
    private readonly cache: UserCache,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async list(query: UserList): Promise<Page<UserView>> {
    const page = await paginate(this.matching(query), query, (user) => user);
    return { ...page, data: (await this.users.withRoles(page.data)).map(presentUser) };
  }

  /** Everything that the list would show on all its pages. */
  async export(query: UserExport): Promise<StreamableFile> {
    const batches = await recordBatches({
      matching: this.matching(query),
      sort: query.sort,
      among: () => this.shown(query.deleted),
      present: async (users) => (await this.users.withRoles(users)).map(presentUser),
    });
    return csvFile('users', USER_COLUMNS, batches);
  }

  private matching(query: UserFilters): SelectQueryBuilder<User> {
    const users = applyIds(this.shown(query.deleted), query.ids);
    applySearch(users, query.search, {
      fullText: ['u.first_name', 'u.last_name', 'u.email'],
      prefix: ['u.email', 'u.first_name', 'u.last_name'],
    });
    if (query.role) users.andWhere(HOLDS_ROLE, { role: query.role });
    if (query.isActive !== undefined) users.andWhere('u.isActive = :isActive', { isActive: query.isActive });
    if (query.locked !== undefined) users.andWhere(`${query.locked ? '' : 'NOT '}${IS_LOCKED}`, { now: new Date() });
    if (query.createdFrom) users.andWhere('u.createdAt >= :createdFrom', { createdFrom: query.createdFrom });
    if (query.createdTo) users.andWhere('u.createdAt < :createdTo', { createdTo: query.createdTo });
    return users;
  }

  async byRole(role: string, query: UserList): Promise<Page<UserView>> {
    if (!(await this.unitOfWork.manager.existsBy(Role, { name: role }))) throw notFound('role');
    return this.list({ ...query, role });
  }

  async count(filters: UserFilters): Promise<number> {
    return this.matching(filters).getCount();
  }

  async byId(id: number): Promise<UserView> {
    return this.cache.byId(id, this.config.CACHE_TTL_USER_SECONDS, async () => presentUser(await this.users.get(id)));
  }

  async byEmail(email: string): Promise<UserView> {
    const user = await this.users.findByEmail(email);
    if (!user) throw notFound('user');
    return presentUser(user);
  }

  async exists(email: string): Promise<boolean> {
    return this.users.emailTaken(email);
  }

  async permissionsOf(id: number): Promise<EffectivePermissions> {
    const { roles } = await this.users.get(id);
    const sources = new Map<string, string[]>();
    for (const role of roles) {
      for (const permission of role.permissions.filter(isPermission)) {
        sources.set(permission, [...(sources.get(permission) ?? []), role.name].sort());
      }
    }
    const data = [...sources].map(([permission, names]) => ({ permission, roles: names }));
    return { data: data.sort((a, b) => (a.permission < b.permission ? -1 : 1)) };
  }

  /** What a list shows: who is there, or who was deleted. */
  private shown(deleted: boolean | undefined): SelectQueryBuilder<User> {
    return applyDeleted(this.living(), deleted, 'users:delete');
  }

  private living(): SelectQueryBuilder<User> {
    return this.unitOfWork.manager.createQueryBuilder(User, 'u');
  }
}
