import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module.js';
import { RolesController } from './roles.controller.js';
import { RolesService } from './roles.service.js';

@Module({ imports: [UsersModule], controllers: [RolesController], providers: [RolesService] })
export class RolesModule {}
