import { presentRole, Role, RoleStore, type RoleView, type UserView } from '@hybrid-fleet/identity-store';
import { definedFields, type Page, type Principal, paginate, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import type { LivingUserList } from '../users/dto/user.dto.js';
import { UserQueries } from '../users/user.queries.js';
import type { CreateRole, RoleList, UpdateRole } from './dto/role.dto.js';

@Injectable()
export class RolesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly roles: RoleStore,
    private readonly users: UserQueries,
  ) {}

  /** There are few roles: a search looks for its text anywhere in name or description. */
  async list(query: RoleList): Promise<Page<RoleView>> {
    const roles = this.unitOfWork.manager.createQueryBuilder(Role, 'role');
    if (query.search) {
      const pattern = `%${query.search.replace(/[\\%_]/g, '\\$&')}%`;
      // A name is ASCII; compared as it is with any other letter, it would be an error instead of no match.
      roles.andWhere('(CONVERT(role.name USING utf8mb4) LIKE :pattern OR role.description LIKE :pattern)', { pattern });
    }
    return paginate(roles, query, presentRole);
  }

  async byId(id: number): Promise<RoleView> {
    return presentRole(await this.roles.get(id));
  }

  async usersOf(id: number, query: LivingUserList): Promise<Page<UserView>> {
    const role = await this.roles.get(id);
    return this.users.list({ ...query, role: role.name });
  }

  async create(caller: Principal, body: CreateRole): Promise<RoleView> {
    return presentRole(await this.roles.create(body, caller));
  }

  async update(caller: Principal, id: number, version: number, body: UpdateRole): Promise<RoleView> {
    const { version: _basedOn, ...details } = body;
    return presentRole(await this.roles.update(id, definedFields(details), version, caller));
  }

  async remove(caller: Principal, id: number): Promise<void> {
    await this.roles.remove(id, caller);
  }
}
