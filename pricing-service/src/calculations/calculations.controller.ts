import { Answers, AnswersCsv, idParam, RequirePermission } from '@hybrid-fleet/service-kit';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CalculationsPerDay } from './calculations.per-day.js';
import { CalculationsService } from './calculations.service.js';
import { type CalculateBody, calculateBody } from './dto/calculate.dto.js';
import * as dto from './dto/calculation.dto.js';
import { type PerDayQuery, perDay, perDayQuery } from './dto/per-day.dto.js';
import { QuotesService } from './quotes.service.js';

@ApiTags('pricing')
@Controller('pricing')
export class CalculationsController {
  constructor(
    private readonly quotes: QuotesService,
    private readonly calculations: CalculationsService,
    private readonly perDay: CalculationsPerDay,
  ) {}

  @Post('calculate')
  @ApiOperation({ summary: 'Quote a shipment and keep the quote' })
  @RequirePermission('pricing:calculate')
  @Answers(dto.calculation, 201)
  calculate(@Body({ schema: calculateBody }) body: CalculateBody) {
    return this.quotes.calculate(body);
  }

  @Post('preview')
  @ApiOperation({ summary: 'Quote a shipment without keeping the quote' })
  @RequirePermission('pricing:calculate')
  @Answers(dto.preview)
  preview(@Body({ schema: calculateBody }) body: CalculateBody) {
    return this.quotes.preview(body);
  }

  @Get('calculations')
  @ApiOperation({ summary: 'List kept quotes' })
  @RequirePermission('pricing:read')
  @Answers(dto.calculationPage)
  list(@Query({ schema: dto.calculationList }) query: dto.CalculationList) {
    return this.calculations.list(query);
  }

  @Get('calculations/count')
  @ApiOperation({ summary: 'How many quotes were kept' })
  @RequirePermission('pricing:read')
  @Answers(dto.count)
  async count(@Query({ schema: dto.calculationFilters }) query: dto.CalculationFilters) {
    return { count: await this.calculations.count(query) };
  }

  @Get('calculations/export')
  @ApiOperation({ summary: 'The list of kept quotes as a CSV file' })
  @RequirePermission('pricing:read')
  @AnswersCsv()
  export(@Query({ schema: dto.calculationExport }) query: dto.CalculationExport) {
    return this.calculations.export(query);
  }

  @Get('calculations/per-day')
  @ApiOperation({ summary: 'How many quotes were kept on each of the last days, today included' })
  @RequirePermission('pricing:read')
  @Answers(perDay)
  quotesPerDay(@Query({ schema: perDayQuery }) query: PerDayQuery) {
    return this.perDay.last(query.days);
  }

  @Get('calculations/:id')
  @ApiOperation({ summary: 'One kept quote with its trace' })
  @RequirePermission('pricing:read')
  @Answers(dto.calculation)
  byId(@Param('id', { schema: idParam }) id: number) {
    return this.calculations.byId(id);
  }
}
