import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CONFIG } from '../config/environment.js';
import { HealthParts } from '../health/health.parts.js';
import { Cache } from './cache.js';
import { RedisConnection, type RedisSettings } from './redis.connection.js';

/** The process' Redis connection, without a cache: what verifying tokens and throttling need. */
@Global()
@Module({
  providers: [
    {
      provide: RedisConnection,
      inject: [CONFIG, { token: HealthParts, optional: true }],
      useFactory: (config: RedisSettings, health?: HealthParts) => {
        const redis = new RedisConnection(config);
        health?.register({
          name: 'redis',
          critical: false,
          check: async () => ({ roundTripMs: Math.round(await redis.ping()) }),
        });
        return redis;
      },
    },
  ],
  exports: [RedisConnection],
})
export class RedisModule {}

/** `CacheModule.forRoot({ prefix: 'customer' })` provides `Cache`; every key then begins with `customer:`. */
@Global()
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a Nest dynamic module is a class with a static factory
export class CacheModule {
  static forRoot({ prefix }: { prefix: string }): DynamicModule {
    return {
      module: CacheModule,
      imports: [RedisModule],
      providers: [
        { provide: Cache, inject: [RedisConnection], useFactory: (redis: RedisConnection) => new Cache(redis, prefix) },
      ],
      exports: [Cache, RedisModule],
    };
  }
}
