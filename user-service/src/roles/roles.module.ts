import { Role } from '@hybrid-fleet/identity-store';
import { historyController } from '@hybrid-fleet/service-kit';
import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module.js';
import { RolesController } from './roles.controller.js';
import { RolesService } from './roles.service.js';

@Module({
  imports: [UsersModule],
  controllers: [RolesController, historyController({ path: 'roles', noun: 'role', entity: Role })],
  providers: [RolesService],
})
export class RolesModule {}
