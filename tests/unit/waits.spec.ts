import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Lets time pass, whatever happens in it: a busy machine needs more of it, an idle one less. */
const SLEEP = /\bsetTimeout\s*\(|\bwaitForTimeout\s*\(|timers\/promises|\bsetInterval\s*\(|\bsleep\s*\(|\bsleep \d/;
/** Says how long something may take: a busy machine takes longer. */
const BOUND = /\.now\(\)\s*-.*toBeLess|expect\((ms|millis|milliseconds|seconds|elapsed|took|duration)\)\.toBeLess/i;

/** Files that may let time pass, with the number of lines that do, and why. */
const SLEEPS: Record<string, [lines: number, reason: string]> = {
  'packages/service-kit/test/until.ts': [1, 'the pause between two looks of the one wait'],
  'packages/service-kit/test/timing.ts': [1, 'a timer is what time limits are compared with'],
  'tests/e2e/faults.e2e-spec.ts': [1, 'P1 promises for an outage of a minute'],
  'tests/browser/lists.browser-spec.ts': [1, 'a timer of the page, after which the filter’s own has ended'],
  'tests/docker/support/load.ts': [1, 'the pace of callers who stay below what one address may ask in a minute'],
  'tests/e2e/encryption-key.e2e-spec.ts': [
    1,
    'the pace of callers who stay below what one address may ask in a minute',
  ],
  'scripts/fleet/src/daemon.spec.ts': [5, 'processes that last until the test ends them'],
  'scripts/fleet/src/lock.spec.ts': [1, 'a process that lasts until the test ends it'],
};

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /spec\.tsx?$|^tests\/|\/test\//.test(file));

const found = (file: string, what: RegExp) =>
  readFileSync(join(ROOT, file), 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      what.test(line.replaceAll('jest.setTimeout(', '')) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
    );

describe('tests do not depend on how busy the machine is:', () => {
  it('there are tests to look at', () => {
    expect(files.length).toBeGreaterThan(150);
  });

  it('none lets a fixed time pass where it can wait for what it waits for (packages/service-kit/test/until.ts)', () => {
    const sleeps = files.filter((file) => !(file in SLEEPS)).flatMap((file) => found(file, SLEEP));
    expect(sleeps).toEqual([]);
  });

  it.each(Object.entries(SLEEPS))('%s lets time pass where it is known to', (file, [lines]) => {
    expect(found(file, SLEEP)).toHaveLength(lines);
  });

  it('only those that run alone say how long something may take (*.timing-spec.ts), as a ratio', () => {
    expect(files.flatMap((file) => found(file, BOUND))).toEqual([]);
  });
});
