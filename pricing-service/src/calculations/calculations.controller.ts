import { Answers, idParam, RequirePermission } from '@hybrid-fleet/service-kit';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CalculationsService } from './calculations.service.js';
import { type CalculateBody, calculateBody } from './dto/calculate.dto.js';
import * as dto from './dto/calculation.dto.js';
import { QuotesService } from './quotes.service.js';

@ApiTags('pricing')
@Controller('pricing')
export class CalculationsController {
  constructor(
    private readonly quotes: QuotesService,
    private readonly calculations: CalculationsService,
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

  @Get('calculations/:id')
  @ApiOperation({ summary: 'One kept quote with its trace' })
  @RequirePermission('pricing:read')
  @Answers(dto.calculation)
  byId(@Param('id', { schema: idParam }) id: number) {
    return this.calculations.byId(id);
  }
}
