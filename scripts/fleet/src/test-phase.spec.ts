import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JestProgress from './jest-progress.js';
import { countTests, stall } from './test-phase.js';

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

describe('stall', () => {
  const MINUTE = 60_000;
  const dir = mkdtempSync(join(tmpdir(), 'test-phase-'));
  const file = join(dir, 'browser.progress');
  afterAll(() => rmSync(dir, { recursive: true }));
  afterEach(() => {
    delete process.env.PROGRESS_FILE;
  });

  it('lets a run go on for as long as tests begin and end in it', () => {
    process.env.PROGRESS_FILE = file;
    new JestProgress().onTestCaseResult({ path: join(process.cwd(), 'a.spec.ts') }, { fullName: 'adds up' });
    expect(stall(file, Date.now() - 600 * MINUTE, 20 * MINUTE)).toBeUndefined();
  });

  it('names the test in which nothing has happened for long', () => {
    process.env.PROGRESS_FILE = file;
    new JestProgress().onTestCaseStart({ path: join(process.cwd(), 'a.spec.ts') }, { fullName: 'adds up' });
    const then = Date.now() / 1000 - 21 * 60;
    utimesSync(file, then, then);
    expect(stall(file, Date.now() - 600 * MINUTE, 20 * MINUTE)).toBe(
      'nothing has begun or ended for 20 minutes (a.spec.ts, in "adds up")',
    );
  });

  it('ends a run in which no test begins', () => {
    const none = join(dir, 'none');
    expect(stall(none, Date.now() - 19 * MINUTE, 20 * MINUTE)).toBeUndefined();
    expect(stall(none, Date.now() - 21 * MINUTE, 20 * MINUTE)).toBe(
      'nothing has begun or ended for 20 minutes (no test has begun)',
    );
  });
});
