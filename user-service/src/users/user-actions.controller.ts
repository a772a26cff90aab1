import {
  Answers,
  CurrentPrincipal,
  idParam,
  type Principal,
  RequirePermission,
  SecretOnce,
} from '@hybrid-fleet/service-kit';
import { Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import * as dto from './dto/user.dto.js';
import { UsersService } from './users.service.js';

/** What is done to a user beside changing fields. */
@ApiTags('users')
@Controller('users/:id')
export class UserActionsController {
  constructor(private readonly users: UsersService) {}

  @Post('activate')
  @ApiOperation({ summary: 'Let a user sign in again' })
  @RequirePermission('users:update')
  @Answers(dto.user)
  activate(@CurrentPrincipal() caller: Principal, @Param('id', { schema: idParam }) id: number) {
    return this.users.activate(caller, id);
  }

  /** Ends all sessions of the user; their access tokens are refused from here on. */
  @Post('deactivate')
  @ApiOperation({ summary: 'Keep a user from signing in and end their sessions' })
  @RequirePermission('users:update')
  @Answers(dto.user)
  deactivate(@CurrentPrincipal() caller: Principal, @Param('id', { schema: idParam }) id: number) {
    return this.users.deactivate(caller, id);
  }

  /** Forgets the wrong passwords that slow the account down. */
  @Post('unlock')
  @ApiOperation({ summary: 'Forget the wrong passwords that lock a user' })
  @RequirePermission('users:update')
  @Answers(dto.user)
  unlock(@CurrentPrincipal() caller: Principal, @Param('id', { schema: idParam }) id: number) {
    return this.users.unlock(caller, id);
  }

  @Post('restore')
  @ApiOperation({ summary: 'Undo a delete' })
  @RequirePermission('users:delete')
  @Answers(dto.user)
  restore(@CurrentPrincipal() caller: Principal, @Param('id', { schema: idParam }) id: number) {
    return this.users.restore(caller, id);
  }

  /** A new one-time link to choose a password with, for who lost the first or let it expire. */
  @Post('invitation')
  @ApiOperation({ summary: 'A new one-time link to choose a password; older ones end' })
  @RequirePermission('users:update')
  @SecretOnce('invitation')
  @Answers(dto.invitation, 201)
  invite(@CurrentPrincipal() caller: Principal, @Param('id', { schema: idParam }) id: number) {
    return this.users.invite(caller, id);
  }
}
