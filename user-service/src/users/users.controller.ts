import {
  Answers,
  AnswersNothing,
  BasedOnVersion,
  CurrentPrincipal,
  emailAddress,
  idParam,
  type Principal,
  RequirePermission,
  SecretOnce,
  SelfOrPermission,
} from '@hybrid-fleet/service-kit';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
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
  @RequirePermission('users:create')
  @SecretOnce('invitation')
  @Answers(dto.createdUser, 201)
  create(@CurrentPrincipal() caller: Principal, @Body({ schema: dto.createUserBody }) body: dto.CreateUser) {
    return this.users.create(caller, body);
  }

  @Get()
  @RequirePermission('users:read')
  @Answers(dto.userPage)
  list(@Query({ schema: dto.userList }) query: dto.UserList) {
    return this.queries.list(query);
  }

  @Get('active')
  @RequirePermission('users:read')
  @Answers(dto.userPage)
  active(@Query({ schema: dto.userList }) query: dto.UserList) {
    return this.queries.list({ ...query, isActive: true });
  }

  @Get('count')
  @RequirePermission('users:read')
  @Answers(dto.count)
  async count() {
    return { count: await this.queries.count() };
  }

  @Get('email/:email')
  @RequirePermission('users:read')
  @Answers(dto.user)
  byEmail(@Param('email', { schema: emailAddress }) email: string) {
    return this.queries.byEmail(email);
  }

  @Get('exists/:email')
  @RequirePermission('users:read')
  @Answers(dto.existence)
  async exists(@Param('email', { schema: emailAddress }) email: string) {
    return { exists: await this.queries.exists(email) };
  }

  @Get('role/:roleName')
  @RequirePermission('users:read')
  @Answers(dto.userPage)
  byRole(
    @Param('roleName', { schema: dto.roleName }) roleName: string,
    @Query({ schema: dto.userList }) query: dto.UserList,
  ) {
    return this.queries.byRole(roleName, query);
  }

  @Get(':id')
  @SelfOrPermission('id', 'users:read')
  @Answers(dto.user)
  byId(@Param('id', { schema: idParam }) id: number) {
    return this.queries.byId(id);
  }

  /** What the user may do, each permission with the roles that it comes from. */
  @Get(':id/permissions')
  @SelfOrPermission('id', 'users:read')
  @Answers(dto.effectivePermissions)
  permissions(@Param('id', { schema: idParam }) id: number) {
    return this.queries.permissionsOf(id);
  }

  /** People may change their own details, but not their email. */
  @Patch(':id')
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
  @RequirePermission('users:delete')
  @AnswersNothing()
  remove(@CurrentPrincipal() caller: Principal, @Param('id', { schema: idParam }) id: number): Promise<void> {
    return this.users.remove(caller, id);
  }
}
