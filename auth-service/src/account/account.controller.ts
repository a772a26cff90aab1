import {
  Answers,
  AnswersNothing,
  BasedOnVersion,
  CurrentPrincipal,
  type Principal,
  Public,
  SignedIn,
  Throttled,
  WithoutIdempotency,
} from '@hybrid-fleet/service-kit';
import { Body, Controller, Get, Patch, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AccountService } from './account.service.js';
import * as dto from './dto/account.dto.js';
import { PasswordService } from './password.service.js';

@ApiTags('account')
@Controller('auth')
@WithoutIdempotency()
export class AccountController {
  constructor(
    private readonly account: AccountService,
    private readonly passwords: PasswordService,
  ) {}

  @Get('profile')
  @ApiOperation({ summary: 'Your own account, roles and effective permissions' })
  @SignedIn()
  @Answers(dto.profile)
  profile(@CurrentPrincipal() principal: Principal) {
    return this.account.profile(principal);
  }

  @Patch('profile')
  @ApiOperation({ summary: 'Change your own account' })
  @SignedIn()
  @Answers(dto.profile)
  update(
    @CurrentPrincipal() principal: Principal,
    @BasedOnVersion() version: number,
    @Body({ schema: dto.updateProfileBody }) body: dto.UpdateProfile,
  ) {
    return this.account.update(principal, version, body);
  }

  /** Ends the other sessions of the caller. */
  @Post('change-password')
  @ApiOperation({ summary: 'Change your own password; ends your other sessions' })
  @SignedIn()
  @Throttled('login')
  @AnswersNothing()
  changePassword(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: dto.changePasswordBody }) body: dto.ChangePassword,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.passwords.change(principal, body, request.ip);
  }

  /** Chooses a password with the token of an invitation or a reset link, once. Ends all sessions, lifts a lock. */
  @Post('reset-password')
  @ApiOperation({ summary: 'Choose a password with the token of an invitation or reset link, once' })
  @Public()
  @Throttled('login')
  @AnswersNothing()
  resetPassword(@Body({ schema: dto.resetPasswordBody }) body: dto.ResetPassword): Promise<void> {
    return this.passwords.reset(body);
  }
}
