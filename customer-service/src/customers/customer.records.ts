import { notFound, Outbox, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Customer } from './customer.entity.js';

export type CustomerEvent = 'customer.created' | 'customer.updated' | 'customer.deleted' | 'customer.restored';

/** The public state of a customer that its events carry. */
export function customerState(customer: Customer) {
  return {
    customerId: customer.id,
    userId: customer.userId,
    email: customer.email,
    firstName: customer.firstName,
    lastName: customer.lastName,
    companyName: customer.companyName,
    customerType: customer.customerType,
    country: customer.country,
    isActive: customer.isActive,
    version: customer.version,
    deletedAt: customer.deletedAt?.toISOString() ?? null,
    createdAt: customer.createdAt.toISOString(),
    updatedAt: customer.updatedAt.toISOString(),
  };
}

type NewCustomer = Pick<Customer, 'email' | 'firstName' | 'lastName' | 'customerType' | 'isActive'> & {
  [K in keyof Customer]?: Customer[K] | undefined;
};

/** The only code that writes customers: each write raises the version and says so in an event, in one transaction. */
@Injectable()
export class CustomerRecords {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
  ) {}

  async insert(fields: NewCustomer): Promise<Customer> {
    const now = new Date();
    const customer: Customer = {
      id: 0,
      userId: fields.userId ?? null,
      userIsActive: fields.userIsActive ?? null,
      email: fields.email,
      firstName: fields.firstName,
      lastName: fields.lastName,
      phone: fields.phone ?? null,
      companyName: fields.companyName ?? null,
      dateOfBirth: fields.dateOfBirth ?? null,
      customerType: fields.customerType,
      isActive: fields.isActive,
      address: fields.address ?? null,
      country: fields.country ?? null,
      addresses: fields.addresses ?? [],
      preferences: fields.preferences ?? null,
      notes: fields.notes ?? null,
      version: 1,
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
    };
    const { id, ...columns } = customer;
    const result = await this.unitOfWork.manager.insert(Customer, columns as object);
    customer.id = Number(result.identifiers[0]?.id);
    await this.emit('customer.created', customer);
    return customer;
  }

  /** The customer, locked until the transaction ends. */
  async lock(id: number, options: { deletedToo?: boolean } = {}): Promise<Customer> {
    const customer = await this.unitOfWork.manager.findOne(Customer, {
      where: { id, ...(options.deletedToo ? {} : { deletedAt: IsNull() }) },
      lock: { mode: 'pessimistic_write' },
    });
    if (!customer) throw notFound('customer');
    return customer;
  }

  async save(customer: Customer, event: Exclude<CustomerEvent, 'customer.created'>): Promise<Customer> {
    customer.version += 1;
    customer.updatedAt = new Date();
    const { id, createdAt, ...columns } = customer;
    await this.unitOfWork.manager.update(Customer, id, columns as object);
    await this.emit(event, customer);
    return customer;
  }

  private async emit(type: CustomerEvent, customer: Customer): Promise<void> {
    await this.outbox.add({ type, aggregateId: String(customer.id), data: customerState(customer) });
  }
}
