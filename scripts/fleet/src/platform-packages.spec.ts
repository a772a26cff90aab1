import { missingPlatformPackages } from './platform-packages.js';

const tool = {
  version: '1.0.0',
  dev: true,
  optionalDependencies: { '@tool/linux-arm64': '1.0.0', '@tool/darwin-x64': '^1.0.0' },
};

describe('the packages of other platforms that a lock file lacks', () => {
  it('are those that an optional dependency names and nobody locked', () => {
    expect(
      missingPlatformPackages({ packages: { 'node_modules/tool': tool, 'node_modules/@tool/linux-arm64': {} } }),
    ).toEqual({
      'node_modules/@tool/darwin-x64': { version: '1.0.0', dev: true, optional: true, os: ['darwin'], cpu: ['x64'] },
    });
  });

  it('are none when they are locked beside their dependant', () => {
    const packages = {
      'node_modules/a/node_modules/tool': tool,
      'node_modules/a/node_modules/tool/node_modules/@tool/linux-arm64': {},
      'node_modules/a/node_modules/@tool/darwin-x64': {},
    };
    expect(missingPlatformPackages({ packages })).toEqual({});
  });
});
