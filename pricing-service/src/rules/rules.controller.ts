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
} from '@hybrid-fleet/service-kit';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import * as dto from './dto/rule.dto.js';
import { RulesService } from './rules.service.js';

@ApiTags('pricing rules')
@Controller('pricing/rules')
export class RulesController {
  constructor(private readonly rules: RulesService) {}

  @Post()
  @ApiOperation({ summary: 'Create a pricing rule' })
  @RequirePermission('pricing:create')
  @Answers(dto.rule, 201)
  create(@Body({ schema: dto.createRuleBody }) body: dto.CreateRule) {
    return this.rules.create(body);
  }

  @Get()
  @ApiOperation({ summary: 'List pricing rules' })
  @RequirePermission('pricing:read')
  @Answers(dto.rulePage)
  list(@Query({ schema: dto.ruleList }) query: dto.RuleList) {
    return this.rules.list(query);
  }

  @Get('count')
  @ApiOperation({ summary: 'How many pricing rules there are' })
  @RequirePermission('pricing:read')
  @Answers(dto.count)
  async count(@Query({ schema: dto.ruleFilters }) query: dto.RuleFilters) {
    return { count: await this.rules.count(query) };
  }

  @Get('export')
  @ApiOperation({ summary: 'The list as a CSV file' })
  @RequirePermission('pricing:read')
  @AnswersCsv()
  export(@Query({ schema: dto.ruleExport }) query: dto.RuleExport) {
    return this.rules.export(query);
  }

  @Post('bulk')
  @ApiOperation({ summary: 'The same action for many pricing rules; the answer tells how each went' })
  @RequireAnyPermission('pricing:update', 'pricing:delete')
  @Answers(bulkResult)
  bulk(@Body({ schema: bulkBody }) body: BulkBody) {
    return this.rules.bulk(body);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One pricing rule' })
  @RequirePermission('pricing:read')
  @Answers(dto.rule)
  byId(@Param('id', { schema: idParam }) id: number) {
    return this.rules.byId(id);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change a pricing rule' })
  @RequirePermission('pricing:update')
  @Answers(dto.rule)
  update(
    @Param('id', { schema: idParam }) id: number,
    @BasedOnVersion() version: number,
    @Body({ schema: dto.updateRuleBody }) body: dto.UpdateRule,
  ) {
    return this.rules.update(id, version, body);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Delete a pricing rule; restore undoes it' })
  @RequirePermission('pricing:delete')
  @AnswersNothing()
  remove(@Param('id', { schema: idParam }) id: number) {
    return this.rules.remove(id);
  }

  @Post(':id/restore')
  @ApiOperation({ summary: 'Undo a delete' })
  @RequirePermission('pricing:delete')
  @Answers(dto.rule)
  restore(@Param('id', { schema: idParam }) id: number) {
    return this.rules.restore(id);
  }
}
