import {
  Housekeeper,
  IdentityStoreModule,
  identityDatabase,
  PublicKeys,
  RevocationRows,
} from '@hybrid-fleet/identity-store';
import {
  DatabaseModule,
  MessagingModule,
  RedisModule,
  SecurityModule,
  ThrottleModule,
} from '@hybrid-fleet/service-kit';
import { Module } from '@nestjs/common';
import { AccountModule } from './account/account.module.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { SignInModule } from './sign-in/sign-in.module.js';
import { TokensModule } from './tokens/tokens.module.js';

@Module({
  imports: [
    DatabaseModule.forRoot(identityDatabase),
    RedisModule,
    IdentityStoreModule,
    SecurityModule.forRoot({ keys: PublicKeys, revocations: RevocationRows }),
    ThrottleModule,
    MessagingModule.forRoot({ service: 'auth-service' }),
    SignInModule,
    AccountModule,
    SessionsModule,
    TokensModule,
  ],
  providers: [Housekeeper],
})
export class AppModule {}
