import type { EventData } from '@hybrid-fleet/contracts';
import { UnitOfWork } from '@hybrid-fleet/service-kit';
import { Injectable, Logger } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Customer } from './customer.entity.js';
import { CustomerRecords } from './customer.records.js';

type UserState = EventData<'user.created'>;

/**
 * Keeps a customer profile for every user. Each method runs in the transaction of the event that it applies; the kit
 * has made sure that this event is newer than all applied before for the same user.
 */
@Injectable()
export class CustomerProfiles {
  private readonly logger = new Logger(CustomerProfiles.name);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly records: CustomerRecords,
  ) {}

  /** Brings the user's profile up to what `user` says: makes it, links the customer who has its email, or changes it. */
  async follow(user: UserState): Promise<void> {
    const profile = await this.lockBy({ userId: user.userId });
    if (profile) return this.update(profile, user);
    const sameEmail = await this.lockByEmail(user.email);
    if (!sameEmail) return this.make(user);
    await this.link(sameEmail, user);
  }

  /** The person is gone from the identity store; what was shipped to them is not, so the customer stays, inactive. */
  async retire(user: UserState): Promise<void> {
    const profile = await this.lockBy({ userId: user.userId });
    if (!profile || profile.userIsActive === false) return;
    await this.records.save(profile, { userIsActive: false, isActive: false }, 'updated');
  }

  private async make(user: UserState): Promise<void> {
    await this.records.insert({
      userId: user.userId,
      userIsActive: user.isActive,
      email: user.email,
      firstName: user.firstName,
      lastName: user.lastName,
      phone: user.phone,
      customerType: 'retail',
      isActive: user.isActive,
    });
  }

  // An address that nobody verified proves nothing: whoever registers with a customer's email must not get that
  // customer's data. The verification's user.updated links them. An admin who makes the user vouches for the address.
  private async link(customer: Customer, user: UserState): Promise<void> {
    if (customer.userId !== null && !(await this.wasDeleted(customer.userId))) {
      this.logger.warn(`customer ${customer.id} has the email of user ${user.userId} but belongs to another user`);
      return;
    }
    if (!user.isEmailVerified && user.registeredBy !== 'admin') {
      this.logger.log(`user ${user.userId} is linked to customer ${customer.id} once its email is verified`);
      return;
    }
    // What the deletion of the former user switched off, the new one switches on again.
    const isActive = customer.userId === null ? customer.isActive : user.isActive;
    await this.records.save(customer, { userId: user.userId, userIsActive: user.isActive, isActive }, 'updated');
  }

  /** Deleted users leave a mark among the consumed aggregates: their customers may be linked to somebody else. */
  private async wasDeleted(userId: number): Promise<boolean> {
    const marks: unknown[] = await this.unitOfWork.manager.query(
      "SELECT 1 FROM consumed_aggregates WHERE aggregate_type = 'user' AND aggregate_id = ? AND deleted_at IS NOT NULL",
      [String(userId)],
    );
    return marks.length > 0;
  }

  private async update(profile: Customer, user: UserState): Promise<void> {
    if (profile.deletedAt) return;
    const { firstName, lastName } = user;
    const said: Partial<Customer> = { firstName, lastName };
    if (profile.email !== user.email && !(await this.lockByEmail(user.email))) said.email = user.email;
    if (user.phone) said.phone = user.phone;
    if (profile.userIsActive !== user.isActive) {
      if (profile.userIsActive !== null || !user.isActive) said.isActive = user.isActive;
      said.userIsActive = user.isActive;
    }
    const isNews = (Object.keys(said) as (keyof Customer)[]).some((field) => profile[field] !== said[field]);
    if (isNews) await this.records.save(profile, said, 'updated');
  }

  private lockBy(where: { userId: number }): Promise<Customer | null> {
    return this.unitOfWork.manager.findOne(Customer, { where, lock: { mode: 'pessimistic_write' } });
  }

  private lockByEmail(email: string): Promise<Customer | null> {
    return this.unitOfWork.manager
      .createQueryBuilder(Customer, 'customer')
      .setLock('pessimistic_write')
      .where({ deletedAt: IsNull() })
      .andWhere('customer.active_email = :email', { email })
      .getOne();
  }
}
