import { Answers, AnswersNothing, BasedOnVersion, idParam, RequirePermission } from '@hybrid-fleet/service-kit';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as dto from './dto/rule.dto.js';
import { RulesService } from './rules.service.js';

@ApiTags('pricing rules')
@Controller('pricing/rules')
export class RulesController {
  constructor(private readonly rules: RulesService) {}

  @Post()
  @RequirePermission('pricing:create')
  @Answers(dto.rule, 201)
  create(@Body({ schema: dto.createRuleBody }) body: dto.CreateRule) {
    return this.rules.create(body);
  }

  @Get()
  @RequirePermission('pricing:read')
  @Answers(dto.rulePage)
  list(@Query({ schema: dto.ruleList }) query: dto.RuleList) {
    return this.rules.list(query);
  }

  @Get('count')
  @RequirePermission('pricing:read')
  @Answers(dto.count)
  async count() {
    return { count: await this.rules.count() };
  }

  @Get(':id')
  @RequirePermission('pricing:read')
  @Answers(dto.rule)
  byId(@Param('id', { schema: idParam }) id: number) {
    return this.rules.byId(id);
  }

  @Patch(':id')
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
  @RequirePermission('pricing:delete')
  @AnswersNothing()
  remove(@Param('id', { schema: idParam }) id: number) {
    return this.rules.remove(id);
  }

  @Post(':id/restore')
  @RequirePermission('pricing:delete')
  @Answers(dto.rule)
  restore(@Param('id', { schema: idParam }) id: number) {
    return this.rules.restore(id);
  }
}
