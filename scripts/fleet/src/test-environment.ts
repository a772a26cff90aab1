import type { Environment } from './environment.js';

/** What tests need otherwise than a laptop: cheap password hashes, no throttle in the way, quick retries, quiet logs. */
export const testOverrides: Environment = {
  BCRYPT_COST: '4',
  THROTTLE_DEFAULT_PER_MINUTE: '1000000',
  THROTTLE_LOGIN_PER_MINUTE: '1000000',
  THROTTLE_REGISTER_PER_MINUTE: '1000000',
  THROTTLE_REFRESH_PER_MINUTE: '1000000',
  EVENT_RETRY_BASE_MS: '50',
  OUTBOX_POLL_MS: '200',
};

/** The broker's virtual hosts of the phases with services: none finds another's events in its queues. */
export const PHASE_VHOSTS = ['e2e', 'browser'];
