/** Each project's `minutes` of jest.config.js: Jest takes `testTimeout` of the whole run only, not of a project. */
jest.setTimeout((globalThis as unknown as { TEST_MINUTES: number }).TEST_MINUTES * 60_000);
