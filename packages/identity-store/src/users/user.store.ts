import {
  conflict,
  definedFields,
  History,
  isDuplicateKey,
  notFound,
  type PostalAddress,
  staleVersion,
  UnitOfWork,
} from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, In, IsNull } from 'typeorm';
import { OneTimeTokens } from '../one-time-tokens/one-time.tokens.js';
import { RoleStore } from '../roles/role.store.js';
import { type Actor, assertMayGrant, assertMayManage, permissionsOfRoles } from './actor.js';
import type { RegisteredBy } from './user.entity.js';
import { User } from './user.entity.js';
import { UserEvents, type UserEventType } from './user.events.js';
import { presentUser, recordedUser } from './user.schema.js';

export interface UserDetails {
  email: string;
  firstName: string;
  lastName: string;
  phone?: string | null;
  dateOfBirth?: string | null;
  address?: PostalAddress | null;
  preferences?: Record<string, unknown> | null;
}

export interface NewUser extends UserDetails {
  roles: string[];
  registeredBy: RegisteredBy;
  passwordHash?: string;
  isEmailVerified?: boolean;
}

export interface ChangeOptions {
  actor: Actor;
  /** The version that the change is based on; absent where any will do. */
  version?: number;
  /** Deleted users too. */
  withDeleted?: boolean;
}

/** The only code that writes users: row, version, event and history commit together. */
@Injectable()
export class UserStore {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly roles: RoleStore,
    private readonly events: UserEvents,
    private readonly links: OneTimeTokens,
    private readonly history: History,
  ) {}

  /** With roles; null when there is none or it is deleted. */
  async find(id: number): Promise<User | null> {
    return this.findOne({ id });
  }

  async findByEmail(email: string): Promise<User | null> {
    return this.findOne({ activeEmail: email });
  }

  async get(id: number): Promise<User> {
    const user = await this.find(id);
    if (!user) throw notFound('user');
    return user;
  }

  async emailTaken(email: string): Promise<boolean> {
    return this.unitOfWork.manager.existsBy(User, { activeEmail: email });
  }

  async create(input: NewUser, actor: Actor): Promise<User> {
    return this.unitOfWork.run(async (manager) => {
      const roles = await this.roles.lockByNames(input.roles);
      assertMayGrant(actor, permissionsOfRoles(roles));
      const now = new Date();
      const { roles: _names, ...details } = input;
      const user = manager.create(User, {
        phone: null,
        dateOfBirth: null,
        address: null,
        preferences: null,
        passwordHash: null,
        isEmailVerified: false,
        ...details,
        isActive: true,
        lastLoginAt: null,
        version: 1,
        createdAt: now,
        updatedAt: now,
        deletedAt: null,
      });
      await this.emailStaysUnique(() => manager.insert(User, user as object));
      user.roles = roles;
      await this.writeRoles(user);
      await this.history.add(User, user.id, { action: 'created', version: 1, after: recordedUser(user) });
      await this.events.emit('user.created', user);
      return user;
    });
  }

  /**
   * Locks the user, checks that the actor may manage it and that the version is current, runs `apply` on it, and writes
   * the row with the next version, its history, its event and its cache invalidation.
   */
  async change(
    id: number,
    event: UserEventType,
    { actor, version, withDeleted }: ChangeOptions,
    apply: (user: User) => unknown,
  ): Promise<User> {
    return this.unitOfWork.run(async (manager) => {
      const user = await this.lock(id, withDeleted);
      assertMayManage(actor, user.roles);
      if (version !== undefined && user.version !== version) throw staleVersion(presentUser(user));
      const { deletedAt } = user;
      const before = recordedUser(user);
      await apply(user);
      user.version += 1;
      user.updatedAt = new Date();
      const { id: _id, activeEmail: _generated, passwordHash, roles: _roles, ...columns } = user;
      const written = passwordHash === undefined ? columns : { ...columns, passwordHash };
      await this.emailStaysUnique(() => manager.update(User, { id }, written as object));
      const action = user.deletedAt ? 'deleted' : deletedAt ? 'restored' : 'updated';
      await this.history.add(User, id, { action, version: user.version, before, after: recordedUser(user) });
      await this.events.emit(event, user);
      return user;
    });
  }

  /**
   * The user's details. A new email is not verified, because its owner has not proven that it is theirs, and the links
   * to choose a password stop working: the old address has them.
   */
  async update(id: number, details: Partial<UserDetails>, options: ChangeOptions): Promise<User> {
    return this.change(id, 'user.updated', options, async (user) => {
      if (details.email !== undefined && details.email !== user.email) {
        user.isEmailVerified = false;
        await this.links.withdraw(id);
      }
      Object.assign(user, definedFields(details));
    });
  }

  /**
   * Loads the roles' names into `users`. A join would make a list sort and count one row a role, so a page's roles are
   * read once the page is known.
   */
  async withRoles(users: User[]): Promise<User[]> {
    if (users.length === 0) return users;
    const held = await this.unitOfWork.manager.find(User, {
      select: { id: true, roles: { id: true, name: true } },
      where: { id: In(users.map((user) => user.id)) },
      relations: { roles: true },
      withDeleted: true,
    });
    const rolesById = new Map(held.map((user) => [user.id, user.roles]));
    for (const user of users) user.roles = rolesById.get(user.id) ?? [];
    return users;
  }

  /** Replaces the junction rows by those of `user.roles`. */
  async writeRoles(user: User): Promise<void> {
    const { manager } = this.unitOfWork;
    await manager.query('DELETE FROM user_roles WHERE user_id = ?', [user.id]);
    for (const role of user.roles) {
      await manager.query('INSERT INTO user_roles (user_id, role_id) VALUES (?, ?)', [user.id, role.id]);
    }
  }

  /** The row, locked until the transaction ends, with its roles as they are now. */
  async lock(id: number, withDeleted = false): Promise<User> {
    const user = await this.tryLock(id, withDeleted);
    if (!user) throw notFound('user');
    return user;
  }

  async tryLock(id: number, withDeleted = false): Promise<User | null> {
    const user = await this.unitOfWork.manager.findOne(User, {
      where: { id },
      withDeleted,
      lock: { mode: 'pessimistic_write' },
    });
    if (user) user.roles = await this.roles.ofUser(id, { lock: true });
    return user;
  }

  private async findOne(where: FindOptionsWhere<User>): Promise<User | null> {
    return this.unitOfWork.manager.findOne(User, {
      where: { ...where, deletedAt: IsNull() },
      relations: { roles: true },
    });
  }

  private async emailStaysUnique(write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
    } catch (error) {
      if (!isDuplicateKey(error, 'users_active_email')) throw error;
      throw conflict('email_taken', 'Another user has this email.', { field: 'email' });
    }
  }
}
