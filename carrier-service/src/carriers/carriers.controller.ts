import {
  Answers,
  AnswersCsv,
  AnswersNothing,
  BasedOnVersion,
  type BulkBody,
  bulkBody,
  bulkResult,
  idParam,
  RequireAnyPermission,
  RequirePermission,
  UserDirectory,
} from '@hybrid-fleet/service-kit';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CarriersService } from './carriers.service.js';
import * as dto from './dto/carrier.dto.js';

@ApiTags('carriers')
@Controller('carriers')
export class CarriersController {
  constructor(
    private readonly carriers: CarriersService,
    private readonly users: UserDirectory,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Create a carrier with its services and coverage' })
  @RequirePermission('carriers:create')
  @Answers(dto.carrier, 201)
  create(@Body({ schema: dto.createCarrierBody }) body: dto.CreateCarrier) {
    return this.carriers.create(body);
  }

  @Get()
  @ApiOperation({ summary: 'List carriers' })
  @RequirePermission('carriers:read')
  @Answers(dto.carrierPage)
  list(@Query({ schema: dto.carrierList }) query: dto.CarrierList) {
    return this.carriers.list(query);
  }

  @Get('active')
  @ApiOperation({ summary: 'List active carriers' })
  @RequirePermission('carriers:read')
  @Answers(dto.carrierPage)
  active(@Query({ schema: dto.activeCarrierList }) query: dto.ActiveCarrierList) {
    return this.carriers.list({ ...query, isActive: true });
  }

  @Get('count')
  @ApiOperation({ summary: 'How many carriers there are' })
  @RequirePermission('carriers:read')
  @Answers(dto.count)
  async count(@Query({ schema: dto.carrierFilters }) query: dto.CarrierFilters) {
    return { count: await this.carriers.count(query) };
  }

  @Get('name/:name')
  @ApiOperation({ summary: 'The carrier of this name' })
  @RequirePermission('carriers:read')
  @Answers(dto.carrier)
  byName(@Param('name', { schema: dto.nameParam }) name: string) {
    return this.carriers.byName(name);
  }

  @Get('export')
  @ApiOperation({ summary: 'The list as a CSV file' })
  @RequirePermission('carriers:read')
  @AnswersCsv()
  export(@Query({ schema: dto.carrierExport }) query: dto.CarrierExport) {
    return this.carriers.export(query);
  }

  @Post('bulk')
  @ApiOperation({ summary: 'The same action for many carriers; the answer tells how each went' })
  @RequireAnyPermission('carriers:update', 'carriers:delete')
  @Answers(bulkResult)
  bulk(@Body({ schema: bulkBody }) body: BulkBody) {
    return this.carriers.bulk(body);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One carrier; with expand=owner also the user who owns it' })
  @RequirePermission('carriers:read')
  @Answers(dto.expandedCarrier)
  async byId(
    @Param('id', { schema: idParam }) id: number,
    @Query({ schema: dto.expandQuery }) query: { expand?: 'owner' },
  ): Promise<dto.ExpandedCarrier> {
    const carrier = await this.carriers.byId(id);
    if (!query.expand) return carrier;
    const { user: owner, missing } = await this.users.expand(carrier.ownerId);
    return { ...carrier, owner, missing };
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change a carrier' })
  @RequirePermission('carriers:update')
  @Answers(dto.carrier)
  update(
    @Param('id', { schema: idParam }) id: number,
    @BasedOnVersion() version: number,
    @Body({ schema: dto.updateCarrierBody }) body: dto.UpdateCarrier,
  ) {
    return this.carriers.update(id, version, body);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Delete a carrier; restore undoes it' })
  @RequirePermission('carriers:delete')
  @AnswersNothing()
  remove(@Param('id', { schema: idParam }) id: number) {
    return this.carriers.remove(id);
  }

  @Post(':id/restore')
  @ApiOperation({ summary: 'Undo a delete' })
  @RequirePermission('carriers:delete')
  @Answers(dto.carrier)
  restore(@Param('id', { schema: idParam }) id: number) {
    return this.carriers.restore(id);
  }
}
