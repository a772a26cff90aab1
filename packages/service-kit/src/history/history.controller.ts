import { Controller, Get, Param, Query, type Type } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { Answers } from '../http/answers.js';
import { idParam } from '../http/fields.js';
import { RequirePermission } from '../security/access.decorators.js';
import { type HistoryList, historyList, historyPage } from './history.dto.js';
import { History } from './history.js';

export interface HistoryRoute {
  /** Where the resource is: `pricing/rules`. */
  path: string;
  /** What the documentation files it under; the path where that says it. */
  tag?: string;
  /** One record, in the singular. */
  noun: string;
  entity: EntityTarget<ObjectLiteral>;
}

/** A controller with the one route that all resources answer alike: `GET <path>/:id/history`. */
export function historyController({ path, tag = path, noun, entity }: HistoryRoute): Type<unknown> {
  @ApiTags(tag)
  @Controller(path)
  class HistoryController {
    constructor(private readonly changes: History) {}

    @Get(':id/history')
    @ApiOperation({ summary: `Who changed this ${noun}, what, when and by which request; the newest first` })
    @RequirePermission('audit:read')
    @Answers(historyPage)
    history(@Param('id', { schema: idParam }) id: number, @Query({ schema: historyList }) query: HistoryList) {
      return this.changes.page(entity, noun, id, query);
    }
  }
  // The documentation's operations are named after their controllers.
  Object.defineProperty(HistoryController, 'name', {
    value: `${noun.replace(/^./, (c) => c.toUpperCase())}Controller`,
  });
  return HistoryController;
}
