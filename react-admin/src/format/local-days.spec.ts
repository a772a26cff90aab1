import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';
import { dayOfEnd, dayOfStart, endOfDay, startOfDay } from './local-days';

it.each(['2026-01-01', '2026-03-29', '2026-10-25', '2026-12-31'])('finds %s again in its instants', (day) => {
  expect(dayOfStart(startOfDay(day))).toBe(day);
  expect(dayOfEnd(endOfDay(day))).toBe(day);
});

it('ends where the next day begins', () => {
  expect(endOfDay('2026-12-31')).toBe(startOfDay('2027-01-01'));
});

it('has no instant for no day', () => {
  expect([startOfDay(''), endOfDay(''), dayOfStart(null), dayOfEnd(undefined)]).toEqual([null, null, '', '']);
});

// A process has one time zone, which Jest's chose when it began: another one is asked.
function elsewhere(TZ: string, expression: string): unknown {
  const { code } = transformFileSync(join(__dirname, 'local-days.ts'), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    module: { type: 'commonjs' },
  });
  const script = `${code}; process.stdout.write(JSON.stringify(((days) => ${expression})(exports)))`;
  return JSON.parse(execFileSync(process.execPath, ['--eval', script], { env: { TZ }, encoding: 'utf8' }));
}

it('ends a day that has no midnight where the next one begins', () => {
  // In Chile clocks go from 23:59:59 to 01:00:00.
  expect(elsewhere('America/Santiago', "['2026-09-05', '2026-09-06'].map(days.endOfDay)")).toEqual([
    '2026-09-06T04:00:00.000Z',
    '2026-09-07T03:00:00.000Z',
  ]);
  expect(elsewhere('America/Santiago', "days.dayOfEnd(days.endOfDay('2026-09-06'))")).toBe('2026-09-06');
});
