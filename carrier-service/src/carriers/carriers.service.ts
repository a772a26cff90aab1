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
import { CARRIER_COLUMNS } from './carrier.columns.js';
import { Carrier } from './carrier.entity.js';
import { CarrierRecords } from './carrier.records.js';
import type {
  CarrierExport,
  CarrierFilters,
  CarrierList,
  CarrierView,
  CreateCarrier,
  UpdateCarrier,
} from './dto/carrier.dto.js';

/** A carrier as clients see it. */
export function toCarrierView({ createdAt, updatedAt, deletedAt, ...shown }: Carrier): CarrierView {
  return {
    ...shown,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    deletedAt: deletedAt?.toISOString() ?? null,
  };
}

@Injectable()
export class CarriersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly bulkRunner: BulkRunner,
    private readonly records: CarrierRecords,
    private readonly users: UserDirectory,
  ) {}

  list(query: CarrierList): Promise<Page<CarrierView>> {
    return paginate(this.matching(query), query, toCarrierView);
  }

  /** Everything that the list would show on all its pages. */
  async export(query: CarrierExport): Promise<StreamableFile> {
    const batches = await recordBatches({
      matching: this.matching(query),
      sort: query.sort,
      among: () => this.shown(query.deleted),
      present: (records) => records.map(toCarrierView),
    });
    return csvFile('carriers', CARRIER_COLUMNS, batches);
  }

  bulk(body: BulkBody): Promise<BulkResult> {
    return this.bulkRunner.perform(body, 'carriers', {
      activate: (id) => this.setActive(id, true),
      deactivate: (id) => this.setActive(id, false),
      delete: (id) => this.remove(id),
      restore: (id) => this.restore(id),
    });
  }

  count(filters: CarrierFilters): Promise<number> {
    return this.matching(filters).getCount();
  }

  byId(id: number): Promise<CarrierView> {
    return this.one(this.living().andWhere({ id }));
  }

  byName(name: string): Promise<CarrierView> {
    return this.one(this.living().andWhere('carrier.active_name = :name', { name }));
  }

  async create(body: CreateCarrier): Promise<CarrierView> {
    if (body.ownerId) await this.users.mustExist(body.ownerId, 'ownerId');
    return this.writing(async () => toCarrierView(await this.records.insert(body)));
  }

  async update(id: number, basedOn: number, changes: UpdateCarrier): Promise<CarrierView> {
    if (changes.ownerId) await this.users.mustExist(changes.ownerId, 'ownerId');
    return this.writing(async () => {
      const carrier = await this.records.lock(id);
      if (carrier.version !== basedOn) throw staleVersion(toCarrierView(carrier));
      const { version, ...fields } = changes;
      return toCarrierView(await this.records.save(carrier, definedFields(fields), 'updated'));
    });
  }

  async remove(id: number): Promise<void> {
    await this.writing(async () => {
      const carrier = await this.records.lock(id);
      await this.records.save(carrier, { deletedAt: new Date() }, 'deleted');
    });
  }

  /** Undoes a delete; restoring what is not deleted changes nothing. */
  async restore(id: number): Promise<CarrierView> {
    return this.writing(async () => {
      const carrier = await this.records.lock(id, { deletedToo: true });
      if (!carrier.deletedAt) return toCarrierView(carrier);
      return toCarrierView(await this.records.save(carrier, { deletedAt: null }, 'restored'));
    });
  }

  /** Whatever its version: nothing but this one field changes. */
  private async setActive(id: number, isActive: boolean): Promise<void> {
    await this.writing(async () => {
      const carrier = await this.records.lock(id);
      if (carrier.isActive === isActive) return;
      await this.records.save(carrier, { isActive }, 'updated');
    });
  }

  private matching(query: CarrierFilters): SelectQueryBuilder<Carrier> {
    const carriers = applyIds(this.shown(query.deleted), query.ids);
    applySearch(carriers, query.search, {
      fullText: ['carrier.name', 'carrier.code', 'carrier.description'],
      prefix: ['carrier.name', 'carrier.code'],
    });
    if (query.isActive !== undefined) carriers.andWhere({ isActive: query.isActive });
    if (query.country) {
      carriers.andWhere("JSON_CONTAINS(carrier.coverage, JSON_OBJECT('country', :country))", {
        country: query.country,
      });
    }
    return carriers;
  }

  /** What a list shows: what is there, or what was deleted. */
  private shown(deleted: boolean | undefined): SelectQueryBuilder<Carrier> {
    return applyDeleted(this.unitOfWork.manager.createQueryBuilder(Carrier, 'carrier'), deleted, 'carriers:delete');
  }

  private living(): SelectQueryBuilder<Carrier> {
    return this.unitOfWork.manager.createQueryBuilder(Carrier, 'carrier').where({ deletedAt: IsNull() });
  }

  private async one(query: SelectQueryBuilder<Carrier>): Promise<CarrierView> {
    const carrier = await query.getOne();
    if (!carrier) throw notFound('carrier');
    return toCarrierView(carrier);
  }

  private async writing<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.unitOfWork.run(work);
    } catch (error) {
      if (isDuplicateKey(error, 'carriers_active_name')) {
        throw conflict('name_taken', 'Another carrier has this name.', { field: 'name' });
      }
      if (isDuplicateKey(error, 'carriers_active_code')) {
        throw conflict('code_taken', 'Another carrier has this code.', { field: 'code' });
      }
      throw error;
    }
  }
}
