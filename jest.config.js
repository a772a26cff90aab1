// Sizes of test: unit (no server), integration (one part against real servers), e2e (the started fleet), browser (the
// admin's pages of the started fleet), docker (the fleet in containers, driven by the operator's commands); and timing,
// which compares times and therefore runs alone.
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

/**
 * One project. `minutes` ends a test that hangs: far above what it takes on a busy machine, and below what ends a phase in
 * which nothing goes on (scripts/fleet/src/test-phase.ts).
 */
const project = (displayName, minutes, ...testMatch) => ({
  ...shared,
  displayName,
  testMatch,
  globals: { TEST_MINUTES: minutes },
  setupFilesAfterEnv: ['<rootDir>/tests/support/patience.ts'],
});

export default {
  projects: [
    project('unit', 2, '**/src/**/*.spec.ts', '<rootDir>/tests/unit/**/*.spec.ts'),
    project('integration', 5, '**/src/**/*.int-spec.ts', '<rootDir>/tests/integration/**/*.int-spec.ts'),
    project('timing', 10, '**/src/**/*.timing-spec.ts'),
    project('docker', 15, '<rootDir>/tests/docker/**/*.docker-spec.ts'),
    project('e2e', 10, '<rootDir>/tests/e2e/**/*.e2e-spec.ts'),
    project('browser', 10, '<rootDir>/tests/browser/**/*.browser-spec.ts'),
    // No test: scripts/testing/screenshots.sh takes its pictures with the tools of the browser tests.
    project('screenshots', 20, '<rootDir>/tests/browser/screenshots/take.ts'),
  ],
};
