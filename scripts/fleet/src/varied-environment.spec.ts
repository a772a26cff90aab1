import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inheritedVariation, setClock, variedEnvironment, withRealClock } from './varied-environment.js';

const variation = {
  seed: 7,
  timeZone: 'Asia/Kathmandu',
  locale: 'ar_EG.UTF-8',
  occasion: 'on 29 February',
  moment: new Date('2028-02-29T00:15:00Z'),
};

describe('variedEnvironment', () => {
  it('sets zone and locale of a process', () => {
    const { LD_PRELOAD: _, ...env } = variedEnvironment(variation, '/lib/clock.so', '/run/clock');
    const script = 'console.log(new Date(0).getHours(), (1234.5).toLocaleString())';
    expect(execFileSync(process.execPath, ['--eval', script], { env, encoding: 'utf8' })).toBe('5 ١٬٢٣٤٫٥\n');
  });

  it('is handed on whole, and only under a variation', () => {
    const given = variedEnvironment(variation, '/lib/clock.so', '/run/clock');
    expect(inheritedVariation({ ...given, EDITOR: 'vi' })).toEqual(given);
    expect(inheritedVariation({ TZ: 'Asia/Kathmandu', LC_ALL: 'C', LD_PRELOAD: '/lib/malloc.so' })).toEqual({});
  });

  it('leaves out the clock alone where that is to be real', () => {
    const { LD_PRELOAD: _, ...others } = variedEnvironment(variation, '/lib/clock.so', '/run/clock');
    expect(withRealClock(variedEnvironment(variation, '/lib/clock.so', '/run/clock'))).toEqual(others);
  });
});

describe('setClock', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'varied-'));
    jest.useFakeTimers({ now: new Date('2026-11-28T12:00:00Z') });
  });
  afterEach(() => {
    jest.useRealTimers();
    rmSync(dir, { recursive: true });
  });

  it.each([
    ['2026-11-29T12:00:00.250Z', '+86400.250\n'],
    ['2026-11-28T11:59:50.000Z', '-10.000\n'],
  ])('writes how far %s is from now', (moment, text) => {
    setClock(join(dir, 'run', 'clock'), new Date(moment));
    expect(readFileSync(join(dir, 'run', 'clock'), 'utf8')).toBe(text);
  });
});
