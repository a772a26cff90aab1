import { History, notFound, Outbox, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Carrier } from './carrier.entity.js';

export type CarrierEvent = 'carrier.created' | 'carrier.updated' | 'carrier.deleted' | 'carrier.restored';

/** The public state of a carrier that its events carry. */
export function carrierState(carrier: Carrier) {
  return {
    carrierId: carrier.id,
    name: carrier.name,
    code: carrier.code,
    description: carrier.description,
    ownerId: carrier.ownerId,
    isActive: carrier.isActive,
    contactEmail: carrier.contactEmail,
    contactPhone: carrier.contactPhone,
    website: carrier.website,
    trackingUrlTemplate: carrier.trackingUrlTemplate,
    services: carrier.services,
    coverage: carrier.coverage,
    version: carrier.version,
    deletedAt: carrier.deletedAt?.toISOString() ?? null,
    createdAt: carrier.createdAt.toISOString(),
    updatedAt: carrier.updatedAt.toISOString(),
  };
}

/** What the history keeps: what people can read and change. */
function recorded({ id, version, createdAt, updatedAt, deletedAt, ...fields }: Carrier) {
  return fields;
}

type NewCarrier = Pick<Carrier, 'name' | 'code' | 'isActive'> & { [K in keyof Carrier]?: Carrier[K] | undefined };

/**
 * The only code that writes carriers: each write raises the version, says so in an event and is kept in the history, in
 * one transaction.
 */
@Injectable()
export class CarrierRecords {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly history: History,
  ) {}

  async insert(fields: NewCarrier): Promise<Carrier> {
    const now = new Date();
    const carrier: Carrier = {
      id: 0,
      name: fields.name,
      code: fields.code,
      description: fields.description ?? null,
      ownerId: fields.ownerId ?? null,
      isActive: fields.isActive,
      contactEmail: fields.contactEmail ?? null,
      contactPhone: fields.contactPhone ?? null,
      website: fields.website ?? null,
      trackingUrlTemplate: fields.trackingUrlTemplate ?? null,
      services: fields.services ?? [],
      coverage: fields.coverage ?? [],
      version: 1,
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
    };
    const { id, ...columns } = carrier;
    const result = await this.unitOfWork.manager.insert(Carrier, columns as object);
    carrier.id = Number(result.identifiers[0]?.id);
    await this.history.add(Carrier, carrier.id, { action: 'created', version: 1, after: recorded(carrier) });
    await this.emit('carrier.created', carrier);
    return carrier;
  }

  /** The carrier, locked until the transaction ends. */
  async lock(id: number, options: { deletedToo?: boolean } = {}): Promise<Carrier> {
    const carrier = await this.unitOfWork.manager.findOne(Carrier, {
      where: { id, ...(options.deletedToo ? {} : { deletedAt: IsNull() }) },
      lock: { mode: 'pessimistic_write' },
    });
    if (!carrier) throw notFound('carrier');
    return carrier;
  }

  /** Writes `changes` to a carrier that `lock` answered. */
  async save(
    carrier: Carrier,
    changes: Partial<Carrier>,
    action: 'updated' | 'deleted' | 'restored',
  ): Promise<Carrier> {
    const before = recorded(carrier);
    Object.assign(carrier, changes, { version: carrier.version + 1, updatedAt: new Date() });
    const { id, createdAt, version, ...columns } = carrier;
    await this.unitOfWork.manager.update(Carrier, id, { ...columns, version } as object);
    await this.history.add(Carrier, id, { action, version, before, after: recorded(carrier) });
    await this.emit(`carrier.${action}`, carrier);
    return carrier;
  }

  private async emit(type: CarrierEvent, carrier: Carrier): Promise<void> {
    await this.outbox.add({ type, aggregateId: String(carrier.id), data: carrierState(carrier) });
  }
}
