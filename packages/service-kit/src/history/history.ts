import { Injectable } from '@nestjs/common';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { Page } from '../database/list.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { notFound } from '../errors/problem.js';
import { type FieldChange, fieldChanges } from './field-changes.js';
import { type Actor, currentActor, currentRequest } from './history.actor.js';
import type { HistoryAction, HistoryEntry, HistoryList } from './history.dto.js';

type Entity = EntityTarget<ObjectLiteral>;

export interface RecordedChange {
  action: HistoryAction;
  /** The record's version after the change; absent where it stays the same. */
  version?: number;
  /**
   * The record's fields before and after it; null where there is no record, both absent where no field changes. Give
   * only what people may read: whatever is in here can be read for ever.
   */
  before?: object | null;
  after?: object | null;
}

interface Row {
  id: number;
  action: HistoryAction;
  version: number | null;
  changes: FieldChange[] | string;
  actorKind: Actor['kind'];
  actorId: number | null;
  actorName: string | null;
  requestId: string | null;
  traceId: string | null;
  createdAt: Date;
}

const COLUMNS = `id, action, version, changes, actor_kind AS actorKind, actor_id AS actorId, actor_name AS actorName,
  request_id AS requestId, trace_id AS traceId, created_at AS createdAt`;

/** Who changed which record, how and when. Whatever writes a record says so here, in the same transaction. */
@Injectable()
export class History {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws outside a transaction: the change and its entry commit together, or neither does. */
  async add(entity: Entity, id: number, { action, version, before, after }: RecordedChange): Promise<void> {
    if (!this.unitOfWork.inTransaction) throw new Error('history is written in the transaction of the change');
    const actor = currentActor();
    const { requestId, traceId } = currentRequest();
    const changes = JSON.stringify(fieldChanges(before ?? null, after ?? null));
    await this.unitOfWork.manager.query(
      `INSERT INTO history (resource, resource_id, action, version, changes, actor_kind, actor_id, actor_name,
         request_id, trace_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))`,
      [
        ...[this.resourceOf(entity), id, action, version ?? null, changes],
        ...[actor.kind, actor.id, actor.name, requestId, traceId],
      ],
    );
  }

  /**
   * What happened to one record, the newest first; also to one that is deleted, or gone. A record from before histories
   * were kept has an empty one; 404 `noun` when there never was such a record.
   */
  async page(
    entity: Entity,
    noun: string,
    id: number,
    { page, limit, sort }: HistoryList,
  ): Promise<Page<HistoryEntry>> {
    const { manager } = this.unitOfWork;
    const of = [this.resourceOf(entity), id];
    const [row] = await manager.query(
      'SELECT COUNT(*) AS total FROM history WHERE resource = ? AND resource_id = ?',
      of,
    );
    const total = Number(row.total);
    if (total === 0 && !(await manager.exists(entity, { where: { id }, withDeleted: true }))) throw notFound(noun);
    const rows: Row[] = await manager.query(
      `SELECT ${COLUMNS} FROM history WHERE resource = ? AND resource_id = ?
        ORDER BY id ${sort?.direction ?? 'DESC'} LIMIT ? OFFSET ?`,
      [...of, limit, (page - 1) * limit],
    );
    return { data: rows.map(toEntry), meta: { page, limit, total, totalPages: Math.ceil(total / limit) } };
  }

  private resourceOf(entity: Entity): string {
    return this.unitOfWork.manager.connection.getMetadata(entity).tableName;
  }
}

function toEntry({ actorKind, actorId, actorName, changes, createdAt, id, ...row }: Row): HistoryEntry {
  return {
    ...row,
    id: Number(id),
    changes: typeof changes === 'string' ? JSON.parse(changes) : changes,
    actor: { kind: actorKind, userId: actorId, name: actorName },
    createdAt: createdAt.toISOString(),
  };
}
