import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { chosenProfile, OPTIONAL_SERVICES, PROFILES, profileSetting } from './compose-profiles.js';

describe('the profile of a fleet', () => {
  it.each([
    ['what is asked for', { monitoring: true }, {}, 'monitoring'],
    ['Grafana, which brings Prometheus', { monitoring: true, grafana: true }, {}, 'grafana'],
    ['what the fleet had before', {}, profileSetting('grafana'), 'grafana'],
    ['less than before when asked', { monitoring: true }, profileSetting('grafana'), 'monitoring'],
    ['none when asked', { 'no-monitoring': true }, profileSetting('monitoring'), undefined],
    ['none of a fleet that never had one', {}, undefined, undefined],
  ])('is %s', (_, asked, before, profile) => {
    expect(chosenProfile(asked, before)).toBe(profile);
  });

  it('covers the profiles of docker-compose.hybrid.yml, and its optional services', () => {
    const text = readFileSync(join(__dirname, '../../../../docker-compose.hybrid.yml'), 'utf8');
    const { services } = load(text) as { services: Record<string, { profiles?: string[] }> };
    const optional = Object.entries(services).filter(([, { profiles }]) => profiles);
    expect(optional.map(([name]) => name)).toEqual(OPTIONAL_SERVICES);
    expect(new Set(optional.flatMap(([, { profiles }]) => profiles))).toEqual(new Set(PROFILES));
  });
});
