import { countTests } from './test-phase.js';

describe('countTests', () => {
  const report = { numPassedTests: 7, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };

  it('counts what Jest reports', () => {
    expect(countTests(report, 0)).toEqual({ passed: 7, failed: 0 });
    expect(countTests({ ...report, numFailedTests: 2 }, 1)).toEqual({ passed: 7, failed: 2 });
  });

  it('counts a file of tests that could not run as a failure', () => {
    expect(countTests({ ...report, numRuntimeErrorTestSuites: 1 }, 1)).toEqual({ passed: 7, failed: 1 });
  });

  it('counts a command that failed without a failed test, or wrote no report', () => {
    expect(countTests(report, 1)).toEqual({ passed: 7, failed: 1 });
    expect(countTests(undefined, 2)).toEqual({ passed: 0, failed: 1 });
  });
});
