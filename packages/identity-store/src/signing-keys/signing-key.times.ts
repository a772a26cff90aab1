/** How far clocks of two machines may be apart. */
export const CLOCK_SKEW_SECONDS = 60;

export interface TokenTimes {
  ACCESS_TOKEN_TTL_SECONDS: number;
  SERVICE_TOKEN_TTL_SECONDS: number;
}

/** How long a token that is signed now may be about. */
export function longestTokenSeconds({ ACCESS_TOKEN_TTL_SECONDS, SERVICE_TOKEN_TTL_SECONDS }: TokenTimes): number {
  return Math.max(ACCESS_TOKEN_TTL_SECONDS, SERVICE_TOKEN_TTL_SECONDS);
}

/**
 * Takes the private part from keys that nobody signs with any more: a token of now would outlast them. What is not there
 * cannot get out, and needs no former KEY_ENCRYPTION_KEY.
 */
export function dropUnusedPrivateParts(times: TokenTimes): string {
  return `UPDATE signing_keys SET private_key_sealed = NULL
    WHERE private_key_sealed IS NOT NULL AND expires_at < UTC_TIMESTAMP(3) + INTERVAL ${longestTokenSeconds(times)} SECOND`;
}
