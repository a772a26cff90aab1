import { RefreshTokens } from '@hybrid-fleet/identity-store';
import { Module } from '@nestjs/common';
import { PasswordsModule } from '../passwords.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { RegistrationService } from './registration.service.js';
import { SessionCookie } from './session.cookie.js';
import { SignInController } from './sign-in.controller.js';
import { SignInService } from './sign-in.service.js';

@Module({
  imports: [PasswordsModule, TokensModule],
  controllers: [SignInController],
  providers: [SignInService, RegistrationService, RefreshTokens, SessionCookie],
})
export class SignInModule {}
