import {
  applyDeleted,
  applyIds,
  applySearch,
  type BulkBody,
  type BulkResult,
  BulkRunner,
  conflict,
  csvFile,
  definedFields,
  isDuplicateKey,
  notFound,
  type Page,
  paginate,
  recordBatches,
  staleVersion,
  UnitOfWork,
  UserDirectory,
} from '@hybrid-fleet/service-kit';
import { Injectable, type StreamableFile } from '@nestjs/common';
import { IsNull, type SelectQueryBuilder } from 'typeorm';
import { CUSTOMER_COLUMNS } from './customer.columns.js';
import { Customer } from './customer.entity.js';
import { CustomerRecords } from './customer.records.js';
import type {
  CreateCustomer,
  CustomerExport,
  CustomerFilters,
  CustomerList,
  CustomerView,
  UpdateCustomer,
} from './dto/customer.dto.js';

/** A customer as clients see it. */
export function toCustomerView(entity: Customer): CustomerView {
  const { country, userIsActive, createdAt, updatedAt, deletedAt, ...shown } = entity;
  return {
    ...shown,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    deletedAt: deletedAt?.toISOString() ?? null,
  };
}

@Injectable()
export class CustomersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly bulkRunner: BulkRunner,
    private readonly records: CustomerRecords,
    private readonly users: UserDirectory,
  ) {}

  list(query: CustomerList): Promise<Page<CustomerView>> {
    return paginate(this.matching(query), query, toCustomerView);
  }

  /** Everything that the list would show on all its pages. */
  async export(query: CustomerExport): Promise<StreamableFile> {
    const batches = await recordBatches({
      matching: this.matching(query),
      sort: query.sort,
      among: () => this.shown(query.deleted),
      present: (records) => records.map(toCustomerView),
    });
    return csvFile('customers', CUSTOMER_COLUMNS, batches);
  }

  bulk(body: BulkBody): Promise<BulkResult> {
    return this.bulkRunner.perform(body, 'customers', {
      activate: (id) => this.setActive(id, true),
      deactivate: (id) => this.setActive(id, false),
      delete: (id) => this.remove(id),
      restore: (id) => this.restore(id),
    });
  }

  count(filters: CustomerFilters): Promise<number> {
    return this.matching(filters).getCount();
  }

  async byId(id: number): Promise<CustomerView> {
    return this.one(this.living().andWhere({ id }));
  }

  async byEmail(email: string): Promise<CustomerView> {
    return this.one(this.living().andWhere('customer.active_email = :email', { email }));
  }

  async byUser(userId: number): Promise<CustomerView> {
    return this.one(this.living().andWhere({ userId }));
  }

  async create(body: CreateCustomer): Promise<CustomerView> {
    if (body.userId) await this.users.mustExist(body.userId, 'userId');
    return this.writing(async () => {
      const customer = await this.records.insert({ ...body, country: body.address?.country ?? null });
      return toCustomerView(customer);
    });
  }

  async update(id: number, basedOn: number, changes: UpdateCustomer): Promise<CustomerView> {
    if (changes.userId) await this.users.mustExist(changes.userId, 'userId');
    return this.writing(async () => {
      const customer = await this.records.lock(id);
      if (customer.version !== basedOn) throw staleVersion(toCustomerView(customer));
      const { version, ...fields } = changes;
      const changed: Partial<Customer> = definedFields(fields);
      // A form sends back the link that it read; only another user's activity is unknown here.
      if (fields.userId !== undefined && fields.userId !== customer.userId) changed.userIsActive = null;
      if (fields.address !== undefined) changed.country = fields.address?.country ?? null;
      return toCustomerView(await this.records.save(customer, changed, 'updated'));
    });
  }

  async remove(id: number): Promise<void> {
    await this.writing(async () => {
      const customer = await this.records.lock(id);
      await this.records.save(customer, { deletedAt: new Date() }, 'deleted');
    });
  }

  /** Undoes a delete; restoring what is not deleted changes nothing. */
  async restore(id: number): Promise<CustomerView> {
    return this.writing(async () => {
      const customer = await this.records.lock(id, { deletedToo: true });
      if (!customer.deletedAt) return toCustomerView(customer);
      return toCustomerView(await this.records.save(customer, { deletedAt: null }, 'restored'));
    });
  }

  /** Whatever its version: nothing but this one field changes. */
  private async setActive(id: number, isActive: boolean): Promise<void> {
    await this.writing(async () => {
      const customer = await this.records.lock(id);
      if (customer.isActive === isActive) return;
      await this.records.save(customer, { isActive }, 'updated');
    });
  }

  private matching(query: CustomerFilters): SelectQueryBuilder<Customer> {
    const customers = applyIds(this.shown(query.deleted), query.ids);
    applySearch(customers, query.search, {
      fullText: ['customer.first_name', 'customer.last_name', 'customer.company_name', 'customer.email'],
      prefix: ['customer.email', 'customer.first_name', 'customer.last_name'],
    });
    if (query.isActive !== undefined) customers.andWhere({ isActive: query.isActive });
    if (query.hasUser !== undefined) customers.andWhere(`customer.user_id IS ${query.hasUser ? 'NOT ' : ''}NULL`);
    if (query.country) customers.andWhere({ country: query.country });
    return customers;
  }

  /** What a list shows: what is there, or what was deleted. */
  private shown(deleted: boolean | undefined): SelectQueryBuilder<Customer> {
    return applyDeleted(this.unitOfWork.manager.createQueryBuilder(Customer, 'customer'), deleted, 'customers:delete');
  }

  private living(): SelectQueryBuilder<Customer> {
    return this.unitOfWork.manager.createQueryBuilder(Customer, 'customer').where({ deletedAt: IsNull() });
  }

  private async one(query: SelectQueryBuilder<Customer>): Promise<CustomerView> {
    const customer = await query.getOne();
    if (!customer) throw notFound('customer');
    return toCustomerView(customer);
  }

  private async writing<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.unitOfWork.run(work);
    } catch (error) {
      if (isDuplicateKey(error, 'customers_active_email')) {
        throw conflict('email_taken', 'Another customer has this email.', { field: 'email' });
      }
      if (isDuplicateKey(error, 'customers_user_id')) {
        throw conflict('user_already_linked', 'Another customer is linked to this user.', { field: 'userId' });
      }
      throw error;
    }
  }
}
