import { History, notFound, Outbox, UnitOfWork } from '@hybrid-fleet/service-kit';
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

/** What the history keeps: what people can read and change. */
function recorded(customer: Customer) {
  const { id, country, userIsActive, version, createdAt, updatedAt, deletedAt, ...fields } = customer;
  return fields;
}

type NewCustomer = Pick<Customer, 'email' | 'firstName' | 'lastName' | 'customerType' | 'isActive'> & {
  [K in keyof Customer]?: Customer[K] | undefined;
};

/**
 * The only code that writes customers: each write raises the version, says so in an event and is kept in the history, in
 * one transaction.
 */
@Injectable()
export class CustomerRecords {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly history: History,
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
    await this.history.add(Customer, customer.id, { action: 'created', version: 1, after: recorded(customer) });
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

  /** Writes `changes` to a customer that `lock` answered. */
  async save(
    customer: Customer,
    changes: Partial<Customer>,
    action: 'updated' | 'deleted' | 'restored',
  ): Promise<Customer> {
    const before = recorded(customer);
    Object.assign(customer, changes, { version: customer.version + 1, updatedAt: new Date() });
    const { id, createdAt, version, ...columns } = customer;
    await this.unitOfWork.manager.update(Customer, id, { ...columns, version } as object);
    await this.history.add(Customer, id, { action, version, before, after: recorded(customer) });
    await this.emit(`customer.${action}`, customer);
    return customer;
  }

  private async emit(type: CustomerEvent, customer: Customer): Promise<void> {
    await this.outbox.add({ type, aggregateId: String(customer.id), data: customerState(customer) });
  }
}
