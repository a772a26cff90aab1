import {
  Answers,
  AnswersNothing,
  BasedOnVersion,
  CurrentPrincipal,
  idParam,
  type Principal,
  RequirePermission,
} from '@hybrid-fleet/service-kit';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type LivingUserList, livingUserList, userPage } from '../users/dto/user.dto.js';
import * as dto from './dto/role.dto.js';
import { RolesService } from './roles.service.js';

@ApiTags('roles')
@Controller('roles')
export class RolesController {
  constructor(private readonly roles: RolesService) {}

  @Post()
  @ApiOperation({ summary: 'Create a role' })
  @RequirePermission('roles:create')
  @Answers(dto.role, 201)
  create(@CurrentPrincipal() caller: Principal, @Body({ schema: dto.createRoleBody }) body: dto.CreateRole) {
    return this.roles.create(caller, body);
  }

  @Get()
  @ApiOperation({ summary: 'List roles' })
  @RequirePermission('roles:read')
  @Answers(dto.rolePage)
  list(@Query({ schema: dto.roleList }) query: dto.RoleList) {
    return this.roles.list(query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One role with its permissions' })
  @RequirePermission('roles:read')
  @Answers(dto.role)
  byId(@Param('id', { schema: idParam }) id: number) {
    return this.roles.byId(id);
  }

  @Get(':id/users')
  @ApiOperation({ summary: 'The users who have this role' })
  @RequirePermission('users:read')
  @Answers(userPage)
  users(@Param('id', { schema: idParam }) id: number, @Query({ schema: livingUserList }) query: LivingUserList) {
    return this.roles.usersOf(id, query);
  }

  /** Access tokens of everybody who has the role are refused from here on; a refresh brings the new permissions. */
  @Patch(':id')
  @ApiOperation({ summary: 'Change a role; its holders need a new token' })
  @RequirePermission('roles:update')
  @Answers(dto.role)
  update(
    @CurrentPrincipal() caller: Principal,
    @Param('id', { schema: idParam }) id: number,
    @BasedOnVersion() version: number,
    @Body({ schema: dto.updateRoleBody }) body: dto.UpdateRole,
  ) {
    return this.roles.update(caller, id, version, body);
  }

  /** 409 while somebody has it. */
  @Delete(':id')
  @ApiOperation({ summary: 'Delete a role that nobody has' })
  @RequirePermission('roles:delete')
  @AnswersNothing()
  remove(@CurrentPrincipal() caller: Principal, @Param('id', { schema: idParam }) id: number): Promise<void> {
    return this.roles.remove(caller, id);
  }
}
