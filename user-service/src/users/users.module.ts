import { BulkRunner } from '@hybrid-fleet/service-kit';
import { Module } from '@nestjs/common';
import { UserQueries } from './user.queries.js';
import { UserActionsController } from './user-actions.controller.js';
import { UsersController } from './users.controller.js';
import { UsersService } from './users.service.js';

@Module({
  controllers: [UsersController, UserActionsController],
  providers: [UsersService, BulkRunner, UserQueries],
  exports: [UserQueries],
})
export class UsersModule {}
