import { Module } from '@nestjs/common';
import { PasswordsModule } from '../passwords.module.js';
import { AccountController } from './account.controller.js';
import { AccountService } from './account.service.js';
import { PasswordService } from './password.service.js';

@Module({
  imports: [PasswordsModule],
  controllers: [AccountController],
  providers: [AccountService, PasswordService],
})
export class AccountModule {}
