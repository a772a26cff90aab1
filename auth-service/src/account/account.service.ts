import { type ProfileView, UserStore } from '@hybrid-fleet/identity-store';
import type { Principal } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import type { UpdateProfile } from './dto/account.dto.js';
import { presentProfile } from './profile.js';
import { userIdOf } from './user-id.js';

/** What people see and change of their own account. */
@Injectable()
export class AccountService {
  constructor(private readonly users: UserStore) {}

  async profile(principal: Principal): Promise<ProfileView> {
    return presentProfile(await this.users.get(userIdOf(principal)));
  }

  async update(principal: Principal, version: number, body: UpdateProfile): Promise<ProfileView> {
    const { version: _basedOn, ...details } = body;
    return presentProfile(await this.users.update(userIdOf(principal), details, { actor: principal, version }));
  }
}
