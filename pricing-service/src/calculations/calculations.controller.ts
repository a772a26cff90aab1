import { Answers, idParam, RequirePermission } from '@hybrid-fleet/service-kit';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
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
  @RequirePermission('pricing:calculate')
  @Answers(dto.calculation, 201)
  calculate(@Body({ schema: calculateBody }) body: CalculateBody) {
    return this.quotes.calculate(body);
  }

  @Post('preview')
  @RequirePermission('pricing:calculate')
  @Answers(dto.preview)
  preview(@Body({ schema: calculateBody }) body: CalculateBody) {
    return this.quotes.preview(body);
  }

  @Get('calculations')
  @RequirePermission('pricing:read')
  @Answers(dto.calculationPage)
  list(@Query({ schema: dto.calculationList }) query: dto.CalculationList) {
    return this.calculations.list(query);
  }

  @Get('calculations/count')
  @RequirePermission('pricing:read')
  @Answers(dto.count)
  async count(@Query({ schema: dto.calculationFilters }) query: dto.CalculationFilters) {
    return { count: await this.calculations.count(query) };
  }

  @Get('calculations/:id')
  @RequirePermission('pricing:read')
  @Answers(dto.calculation)
  byId(@Param('id', { schema: idParam }) id: number) {
    return this.calculations.byId(id);
  }
}
