import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.js';

describe('findChromium', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'chromium-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('takes the one that is named, whatever else there is', () => {
    expect(findChromium({ CHROMIUM_PATH: '/opt/chrome', PATH: dir })).toBe('/opt/chrome');
  });

  it('finds the first of the usual names on the path that can be run', () => {
    for (const name of ['chromium', 'google-chrome']) writeFileSync(join(dir, name), '');
    chmodSync(join(dir, 'google-chrome'), 0o755);
    expect(findChromium({ PATH: `/nowhere:${dir}` })).toBe(join(dir, 'google-chrome'));
  });

  it('finds none on an empty path', () => {
    expect(findChromium({ PATH: '' })).toBeUndefined();
  });
});
