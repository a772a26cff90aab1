// Sizes of test: unit (no server), integration (one part against real servers), e2e (the started fleet), browser (the
// admin's pages of the started fleet), docker (the fleet in containers, driven by the operator's commands).
const shared = {
  testEnvironment: 'node',
  setupFiles: ['reflect-metadata'],
  // Nest and TypeORM are ES modules that Jest cannot load natively together with @nestjs/throttler: everything is
  // turned into CommonJS for tests, with the decorator metadata that dependency injection reads.
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [
    '/node_modules/(?!(@nestjs|file-type|strtok3|token-types|@tokenizer|uint8array-extras|@borewit|es-toolkit|openapi-fetch|cookie)/)',
  ],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['source', 'require', 'node', 'default'] },
  modulePathIgnorePatterns: ['/dist/', '/\\.hybrid'],
};

export default {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['**/src/**/*.spec.ts', '<rootDir>/tests/unit/**/*.spec.ts'] },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['**/src/**/*.int-spec.ts', '<rootDir>/tests/integration/**/*.int-spec.ts'],
    },
    { ...shared, displayName: 'docker', testMatch: ['<rootDir>/tests/docker/**/*.docker-spec.ts'] },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/tests/e2e/**/*.e2e-spec.ts'] },
    { ...shared, displayName: 'browser', testMatch: ['<rootDir>/tests/browser/**/*.browser-spec.ts'] },
    // No test: scripts/testing/screenshots.sh takes its pictures with the tools of the browser tests.
    { ...shared, displayName: 'screenshots', testMatch: ['<rootDir>/tests/browser/screenshots/take.ts'] },
  ],
};
