import { type ExecutionContext, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { RedisModule } from '../cache/cache.module.js';
import { RedisConnection } from '../cache/redis.connection.js';
import { CONFIG } from '../config/environment.js';
import { THROTTLED, ThrottleGuard, type ThrottleName } from './throttle.guard.js';
import { ThrottleStorage } from './throttle.storage.js';

/** Requests per minute and address; only auth-service has the optional ones. */
export interface ThrottleSettings {
  THROTTLE_DEFAULT_PER_MINUTE: number;
  THROTTLE_LOGIN_PER_MINUTE?: number;
  THROTTLE_REGISTER_PER_MINUTE?: number;
  THROTTLE_REFRESH_PER_MINUTE?: number;
}

const MINUTE_MS = 60_000;

const without = (name: ThrottleName) => (context: ExecutionContext) =>
  Reflect.getMetadata(THROTTLED, context.getHandler()) !== name;

function limits(config: ThrottleSettings) {
  const own: [ThrottleName, number | undefined][] = [
    ['login', config.THROTTLE_LOGIN_PER_MINUTE],
    ['register', config.THROTTLE_REGISTER_PER_MINUTE],
    ['refresh', config.THROTTLE_REFRESH_PER_MINUTE],
  ];
  return [
    { name: 'default', ttl: MINUTE_MS, limit: config.THROTTLE_DEFAULT_PER_MINUTE },
    ...own.flatMap(([name, limit]) => (limit ? [{ name, ttl: MINUTE_MS, limit, skipIf: without(name) }] : [])),
  ];
}

/** Import it after `SecurityModule`: guards run in that order, and this one lets verified services pass. */
@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      imports: [RedisModule],
      inject: [CONFIG, RedisConnection],
      useFactory: (config: ThrottleSettings, redis: RedisConnection) => ({
        throttlers: limits(config),
        storage: new ThrottleStorage(redis),
        setHeaders: false,
      }),
    }),
  ],
  providers: [{ provide: APP_GUARD, useClass: ThrottleGuard }],
})
export class ThrottleModule {}
