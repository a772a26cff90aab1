export { Throttled, ThrottleGuard, type ThrottleName } from './throttle.guard.js';
export { ThrottleModule, type ThrottleSettings } from './throttle.module.js';
