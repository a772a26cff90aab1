import { IdentityStoreModule, identityDatabase, PublicKeys, RevocationRows } from '@hybrid-fleet/identity-store';
import {
  DatabaseModule,
  MessagingModule,
  RedisModule,
  SecurityModule,
  ThrottleModule,
} from '@hybrid-fleet/service-kit';
import { Module } from '@nestjs/common';
import { PermissionsModule } from './permissions/permissions.module.js';
import { RolesModule } from './roles/roles.module.js';
import { UsersModule } from './users/users.module.js';

@Module({
  imports: [
    DatabaseModule.forRoot(identityDatabase),
    RedisModule,
    IdentityStoreModule,
    SecurityModule.forRoot({ keys: PublicKeys, revocations: RevocationRows }),
    ThrottleModule,
    MessagingModule.forRoot({ service: 'user-service' }),
    UsersModule,
    RolesModule,
    PermissionsModule,
  ],
})
export class AppModule {}
