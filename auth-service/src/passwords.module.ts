import { LoginThrottle, PasswordHasher } from '@hybrid-fleet/identity-store';
import { CONFIG } from '@hybrid-fleet/service-kit';
import { Module } from '@nestjs/common';
import type { Config } from './config.js';

/** Comparing passwords and counting wrong ones. */
@Module({
  providers: [
    LoginThrottle,
    {
      provide: PasswordHasher,
      inject: [CONFIG],
      useFactory: (config: Config) => new PasswordHasher(config.BCRYPT_COST),
    },
  ],
  exports: [LoginThrottle, PasswordHasher],
})
export class PasswordsModule {}
