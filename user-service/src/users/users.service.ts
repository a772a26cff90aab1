import { OneTimeTokens, presentUser, UserLifecycle, UserStore, type UserView } from '@hybrid-fleet/identity-store';
import {
  type BulkBody,
  type BulkResult,
  BulkRunner,
  forbidden,
  type Principal,
  UnitOfWork,
} from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import type { CreatedUser, CreateUser, Invitation, UpdateUser } from './dto/user.dto.js';

/** Changing users, on behalf of the caller. */
@Injectable()
export class UsersService {
  constructor(
    private readonly bulkRunner: BulkRunner,
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserStore,
    private readonly lifecycle: UserLifecycle,
    private readonly links: OneTimeTokens,
  ) {}

  /** The user has no password: whoever gets the link chooses it. */
  async create(caller: Principal, body: CreateUser): Promise<CreatedUser> {
    return this.unitOfWork.run(async () => {
      const user = await this.users.create({ ...body, registeredBy: 'admin' }, caller);
      return { ...presentUser(user), invitation: await this.links.issue(user.id, 'invitation') };
    });
  }

  async update(caller: Principal, id: number, version: number, body: UpdateUser): Promise<UserView> {
    const { version: _basedOn, ...details } = body;
    // Who has the email gets the links to the account: people change their own only with proof of the new one.
    if (details.email !== undefined && !caller.permissions.has('users:update')) {
      throw forbidden('email_not_yours_to_change', 'Ask an administrator to change your email.');
    }
    return presentUser(await this.users.update(id, details, { actor: caller, version }));
  }

  async setRoles(caller: Principal, id: number, version: number, roles: string[]): Promise<UserView> {
    return presentUser(await this.lifecycle.setRoles(id, roles, version, caller));
  }

  async activate(caller: Principal, id: number): Promise<UserView> {
    return presentUser(await this.lifecycle.activate(id, caller));
  }

  async deactivate(caller: Principal, id: number): Promise<UserView> {
    return presentUser(await this.lifecycle.deactivate(id, caller));
  }

  async unlock(caller: Principal, id: number): Promise<UserView> {
    return presentUser(await this.lifecycle.unlock(id, caller));
  }

  async remove(caller: Principal, id: number): Promise<void> {
    await this.lifecycle.remove(id, caller);
  }

  async restore(caller: Principal, id: number): Promise<UserView> {
    return presentUser(await this.lifecycle.restore(id, caller));
  }

  bulk(caller: Principal, body: BulkBody): Promise<BulkResult> {
    return this.bulkRunner.perform(body, 'users', {
      activate: (id) => this.lifecycle.activate(id, caller),
      deactivate: (id) => this.lifecycle.deactivate(id, caller),
      delete: (id) => this.lifecycle.remove(id, caller),
      restore: (id) => this.lifecycle.restore(id, caller),
    });
  }

  async invite(caller: Principal, id: number): Promise<Invitation> {
    return { invitation: await this.lifecycle.invite(id, caller) };
  }
}
