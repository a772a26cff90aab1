import { SetMetadata } from '@nestjs/common';

export const WITHOUT_IDEMPOTENCY = 'service-kit:without-idempotency';

/**
 * A controller whose POSTs take no notice of an Idempotency-Key. For those that take passwords and tokens: the key's
 * transaction would undo what a refusal must leave behind (the count of wrong passwords), and its row would keep a
 * digest of the body, which is a fast hash of the password.
 */
export const WithoutIdempotency = () => SetMetadata(WITHOUT_IDEMPOTENCY, true);
