import { type DynamicModule, Global, Module, type ModuleMetadata, type Type } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { RedisModule } from '../cache/cache.module.js';
import { RedisConnection, type RedisSettings } from '../cache/redis.connection.js';
import { ServiceTokensModule } from '../clients/peers.module.js';
import { ServiceTokens } from '../clients/service-token.js';
import { CONFIG } from '../config/environment.js';
import { AccessAudit } from './access.audit.js';
import { AccessGuard } from './access.guard.js';
import { HttpRevocationSource, type RevocationSourceSettings } from './http-revocation.source.js';
import { HttpSigningKeySource, type KeySourceSettings } from './http-signing-key.source.js';
import { JwtStrategy } from './jwt.strategy.js';
import { RevocationSource } from './revocation.js';
import { RevocationList } from './revocation.list.js';
import { SigningKeySource } from './signing-key.source.js';

export interface SecuritySources {
  /** Modules that export the two classes below. */
  imports?: ModuleMetadata['imports'];
  keys: Type<SigningKeySource>;
  revocations: Type<RevocationSource>;
}

const overHttp = {
  imports: [ServiceTokensModule],
  providers: [
    {
      provide: SigningKeySource,
      inject: [RedisConnection, CONFIG],
      useFactory: (redis: RedisConnection, config: KeySourceSettings) => new HttpSigningKeySource(redis, config),
    },
    {
      provide: RevocationSource,
      inject: [ServiceTokens, CONFIG],
      useFactory: (tokens: ServiceTokens, config: RevocationSourceSettings) => new HttpRevocationSource(tokens, config),
    },
  ],
};

/**
 * Every route of the application declares who may call it, and every request is checked. By default keys and
 * revocations come from auth-service; the services that own those rows pass their own sources.
 */
@Global()
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a Nest dynamic module is a class with a static factory
export class SecurityModule {
  static forRoot(own?: SecuritySources): DynamicModule {
    const sources = own
      ? {
          imports: own.imports ?? [],
          providers: [
            { provide: SigningKeySource, useExisting: own.keys },
            { provide: RevocationSource, useExisting: own.revocations },
          ],
        }
      : overHttp;
    return {
      module: SecurityModule,
      imports: [DiscoveryModule, RedisModule, ...sources.imports],
      providers: [
        ...sources.providers,
        {
          provide: RevocationList,
          inject: [RevocationSource, CONFIG],
          useFactory: (source: RevocationSource, config: RedisSettings) => new RevocationList(source, config),
        },
        JwtStrategy,
        AccessAudit,
        { provide: APP_GUARD, useClass: AccessGuard },
      ],
      exports: [SigningKeySource, RevocationList],
    };
  }
}
