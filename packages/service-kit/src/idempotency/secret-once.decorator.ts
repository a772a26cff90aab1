import { SetMetadata } from '@nestjs/common';

export const SECRET_ONCE = 'service-kit:secret-once';

/**
 * Response fields that are shown once and stored nowhere: a replay under the same Idempotency-Key answers without
 * them. For fields such as a one-time link.
 */
export const SecretOnce = (...fields: string[]) => SetMetadata(SECRET_ONCE, fields);
