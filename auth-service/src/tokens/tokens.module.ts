import { ServiceAccountStore, type SigningKeySettings, SigningKeys } from '@hybrid-fleet/identity-store';
import { CONFIG } from '@hybrid-fleet/service-kit';
import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { DataSource } from 'typeorm';
import { AccessTokens } from './access.tokens.js';
import { KeysController, TokensController } from './tokens.controller.js';
import { TokensService } from './tokens.service.js';

@Module({
  imports: [JwtModule.register({})],
  controllers: [TokensController, KeysController],
  providers: [
    AccessTokens,
    TokensService,
    ServiceAccountStore,
    {
      provide: SigningKeys,
      inject: [DataSource, CONFIG],
      useFactory: (dataSource: DataSource, settings: SigningKeySettings) => new SigningKeys(dataSource, settings),
    },
  ],
  exports: [AccessTokens],
})
export class TokensModule {}
