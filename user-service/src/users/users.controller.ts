import {
  Answers,
  AnswersCsv,
  AnswersNothing,
  BasedOnVersion,
  type BulkBody,
  bulkBody,
  bulkResult,
  CurrentPrincipal,
  emailAddress,
  idParam,
  type Principal,
  RequireAnyPermission,
  RequirePermission,
  SecretOnce,
  SelfOrPermission,
} from '@hybrid-fleet/service-kit';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import * as dto from './dto/user.dto.js';
import { UserQueries } from './user.queries.js';
import { UsersService } from './users.service.js';

@ApiTags('users')
@Controller('users')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly queries: UserQueries,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Create a user; the answer carries a one-time invitation' })
  @RequirePermission('users:create')
  @SecretOnce('invitation')
  @Answers(dto.createdUser, 201)
  create(@CurrentPrincipal() caller: Principal, @Body({ schema: dto.createUserBody }) body: dto.CreateUser) {
    return this.users.create(caller, body);
  }

  @Get()
  @ApiOperation({ summary: 'List users' })
  @RequirePermission('users:read')
  @Answers(dto.userPage)
  list(@Query({ schema: dto.userList }) query: dto.UserList) {
    return this.queries.list(query);
  }

  @Get('active')
  @ApiOperation({ summary: 'List active users' })
  @RequirePermission('users:read')
  @Answers(dto.userPage)
  active(@Query({ schema: dto.livingUserList }) query: dto.LivingUserList) {
    return this.queries.list({ ...query, isActive: true });
  }

  @Get('count')
  @ApiOperation({ summary: 'How many users there are' })
  @RequirePermission('users:read')
  @Answers(dto.count)
  async count(@Query({ schema: dto.userFilters }) query: dto.UserFilters) {
    return { count: await this.queries.count(query) };
  }

  @Get('email/:email')
  @ApiOperation({ summary: 'The user with this email' })
  @RequirePermission('users:read')
  @Answers(dto.user)
  byEmail(@Param('email', { schema: emailAddress }) email: string) {
    return this.queries.byEmail(email);
  }

  @Get('exists/:email')
  @ApiOperation({ summary: 'Whether a user has this email' })
  @RequirePermission('users:read')
  @Answers(dto.existence)
  async exists(@Param('email', { schema: emailAddress }) email: string) {
    return { exists: await this.queries.exists(email) };
  }

  @Get('role/:roleName')
  @ApiOperation({ summary: 'The users who have this role' })
  @RequirePermission('users:read')
  @Answers(dto.userPage)
  byRole(
    @Param('roleName', { schema: dto.roleName }) roleName: string,
    @Query({ schema: dto.livingUserList }) query: dto.LivingUserList,
  ) {
    return this.queries.byRole(roleName, query);
  }

  @Get('export')
  @ApiOperation({ summary: 'The list as a CSV file' })
  @RequirePermission('users:read')
  @AnswersCsv()
  export(@Query({ schema: dto.userExport }) query: dto.UserExport) {
    return this.queries.export(query);
  }

  @Post('bulk')
  @ApiOperation({ summary: 'The same action for many users; the answer tells how each went' })
  @RequireAnyPermission('users:update', 'users:delete')
  @Answers(bulkResult)
  bulk(@CurrentPrincipal() caller: Principal, @Body({ schema: bulkBody }) body: BulkBody) {
    return this.users.bulk(caller, body);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One user; yourself without a permission' })
  @SelfOrPermission('id', 'users:read')
  @Answers(dto.user)
  byId(@Param('id', { schema: idParam }) id: number) {
    return this.queries.byId(id);
  }

  /** What the user may do, each permission with the roles that it comes from. */
  @Get(':id/permissions')
  @ApiOperation({ summary: 'The effective permissions, each with the roles it comes from' })
  @SelfOrPermission('id', 'users:read')
  @Answers(dto.effectivePermissions)
  permissions(@Param('id', { schema: idParam }) id: number) {
    return this.queries.permissionsOf(id);
  }

  /** People may change their own details, but not their email. */
  @Patch(':id')
  @ApiOperation({ summary: 'Change a user' })
  @SelfOrPermission('id', 'users:update')
  @Answers(dto.user)
  update(
    @CurrentPrincipal() caller: Principal,
    @Param('id', { schema: idParam }) id: number,
    @BasedOnVersion() version: number,
    @Body({ schema: dto.updateUserBody }) body: dto.UpdateUser,
  ) {
    return this.users.update(caller, id, version, body);
  }

  /** Replaces the roles. Access tokens of the user from before are refused from here on; a refresh brings the new ones. */
  @Patch(':id/roles')
  @ApiOperation({ summary: "Replace a user's roles; their tokens end" })
  @RequirePermission('users:update')
  @Answers(dto.user)
  setRoles(
    @CurrentPrincipal() caller: Principal,
    @Param('id', { schema: idParam }) id: number,
    @BasedOnVersion() version: number,
    @Body({ schema: dto.setRolesBody }) body: dto.SetRoles,
  ) {
    return this.users.setRoles(caller, id, version, body.roles);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Delete a user; restore undoes it' })
  @RequirePermission('users:delete')
  @AnswersNothing()
  remove(@CurrentPrincipal() caller: Principal, @Param('id', { schema: idParam }) id: number): Promise<void> {
    return this.users.remove(caller, id);
  }
}
