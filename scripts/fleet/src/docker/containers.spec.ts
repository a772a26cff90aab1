import { isBroken, isDone, parseContainers } from './containers.js';

const ready = {
  ID: '0123456789ab',
  Service: 'auth-service',
  Name: 'auth-service',
  State: 'running',
  Health: 'healthy',
  ExitCode: 0,
  Publishers: [
    { URL: '127.0.0.1', TargetPort: 3001, PublishedPort: 3001 },
    { URL: '', TargetPort: 9229, PublishedPort: 0 },
  ],
};
const migrated = { ...ready, Service: 'auth-service-migrate', State: 'exited', Health: '', Publishers: null };

describe('containers', () => {
  it.each([
    ['an array', JSON.stringify([ready, migrated])],
    ['a line each', `${JSON.stringify(ready)}\n${JSON.stringify(migrated)}\n`],
  ])('are read from %s', (_, text) => {
    const [service, step] = parseContainers(text);
    expect(service).toMatchObject({ id: '0123456789ab', service: 'auth-service', health: 'healthy', ports: [3001] });
    expect(step).toMatchObject({ state: 'exited', ports: [] });
  });

  it('are none when nothing was listed', () => {
    expect(parseContainers('\n')).toEqual([]);
  });

  it.each([
    ['a healthy service', ready, true, false],
    ['a starting service', { ...ready, Health: 'starting' }, false, false],
    ['an unhealthy service', { ...ready, Health: 'unhealthy' }, false, true],
    ['a service that starts again and again', { ...ready, State: 'restarting', Health: '' }, false, true],
    ['a step that ended well', migrated, true, false],
    ['a step that is under way', { ...migrated, State: 'running' }, false, false],
    ['a step that failed', { ...migrated, ExitCode: 1 }, false, true],
  ])('%s', (_, listed, done, broken) => {
    const [container] = parseContainers(JSON.stringify([listed]));
    expect(container && [isDone(container), isBroken(container)]).toEqual([done, broken]);
  });
});
