import { type DynamicModule, Global, Module, StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { APP_INTERCEPTOR, Reflector } from '@nestjs/core';
import { CONFIG } from '../config/environment.js';
import { HealthModule } from '../health/health.module.js';
import { IdempotencyInterceptor } from '../idempotency/idempotency.interceptor.js';
import { IdempotencyRetention } from '../idempotency/idempotency.retention.js';
import { loggingModule } from '../logging/logging.module.js';
import { MetricsController } from '../metrics/metrics.controller.js';
import { APP_INFO, type AppInfo } from './app-info.js';
import type { ApplicationOptions } from './application.js';
import { releaseVersion } from './release-version.js';

/** What every service has around its own features: configuration, logs, health, metrics, one way to answer. */
@Global()
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a Nest dynamic module is a class with a static factory
export class KitModule {
  static forRoot(options: ApplicationOptions): DynamicModule {
    const info: AppInfo = { ...options.info, version: releaseVersion(), startedAt: new Date() };
    return {
      module: KitModule,
      imports: [loggingModule(), HealthModule, options.module],
      controllers: [MetricsController],
      providers: [
        { provide: CONFIG, useValue: options.config },
        { provide: APP_INFO, useValue: info },
        IdempotencyRetention,
        // Outermost first: a replayed answer skips the handler, and what is stored has been through its schema.
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        {
          provide: APP_INTERCEPTOR,
          inject: [Reflector],
          useFactory: (reflector: Reflector) => new StandardSchemaSerializerInterceptor(reflector),
        },
      ],
      exports: [CONFIG, APP_INFO],
    };
  }
}
