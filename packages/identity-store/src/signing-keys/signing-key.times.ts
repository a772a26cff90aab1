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
