import { User } from '@hybrid-fleet/identity-store';
import { BulkRunner, historyController } from '@hybrid-fleet/service-kit';
import { Module } from '@nestjs/common';
import { UserQueries } from './user.queries.js';
import { UserActionsController } from './user-actions.controller.js';
import { UsersController } from './users.controller.js';
import { UsersService } from './users.service.js';

@Module({
  controllers: [
    UsersController,
    UserActionsController,
    historyController({ path: 'users', noun: 'user', entity: User }),
  ],
  providers: [UsersService, BulkRunner, UserQueries],
  exports: [UserQueries],
})
export class UsersModule {}
