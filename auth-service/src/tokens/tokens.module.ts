import { ServiceAccountStore, type SigningKeySettings, SigningKeys } from '@hybrid-fleet/identity-store';
import { CONFIG, HealthParts } from '@hybrid-fleet/service-kit';
import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { DataSource } from 'typeorm';
import { AccessTokens } from './access.tokens.js';
import { checkSigning } from './signing.health.js';
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
      inject: [DataSource, CONFIG, HealthParts],
      useFactory: (dataSource: DataSource, settings: SigningKeySettings, health: HealthParts) => {
        const keys = new SigningKeys(dataSource, settings);
        health.register({ name: 'signingKeys', critical: true, check: () => checkSigning(keys) });
        return keys;
      },
    },
  ],
  exports: [AccessTokens],
})
export class TokensModule {}
