export { Cache } from './cache.js';
export { CacheModule, RedisModule } from './cache.module.js';
export { RedisConnection, type RedisSettings, RedisUnavailable, redisOptions } from './redis.connection.js';
