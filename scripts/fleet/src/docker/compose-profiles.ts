import type { Environment } from '../environment.js';

/** Profiles of docker-compose.hybrid.yml: Prometheus; Prometheus with Grafana. */
export const PROFILES = ['monitoring', 'grafana'] as const;
export type ComposeProfile = (typeof PROFILES)[number];

/** What starts only with one of the profiles. */
export const OPTIONAL_SERVICES = ['prometheus', 'grafana'];

/**
 * The setting by which Compose takes a profile's containers for part of the fleet. Kept among the fleet's overrides, it
 * holds for later commands (status, logs, down) as well.
 */
export function profileSetting(profile: ComposeProfile | undefined): Environment {
  return profile ? { COMPOSE_PROFILES: profile } : {};
}

/** The same fleet with whatever any profile can start. */
export function withEveryProfile<T extends { env: Environment }>(fleet: T): T {
  return { ...fleet, env: { ...fleet.env, COMPOSE_PROFILES: PROFILES.join() } };
}

/** What this run asks for, else what the fleet had when it was set up last. */
export function chosenProfile(
  asked: { monitoring?: boolean; grafana?: boolean; 'no-monitoring'?: boolean },
  before: Environment | undefined,
): ComposeProfile | undefined {
  if (asked['no-monitoring']) return undefined;
  if (asked.grafana) return 'grafana';
  if (asked.monitoring) return 'monitoring';
  return PROFILES.find((profile) => profile === before?.COMPOSE_PROFILES);
}
