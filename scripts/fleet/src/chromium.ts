import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { ensureSystemPackages, type SystemPackage, versionOf } from './system-packages.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FONT = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf';

/** What a person names in CHROMIUM_PATH, else the first of the usual names on the path. */
export function findChromium({ CHROMIUM_PATH, PATH = '' } = process.env): string | undefined {
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  const files = PATH.split(':').flatMap((dir) => NAMES.map((name) => join(dir, name)));
  return files.find(isExecutable);
}

const PACKAGES: SystemPackage[] = [
  {
    name: 'chromium',
    atLeast: '120.0',
    version: () => versionOf(findChromium() ?? 'chromium', /(\d+\.\d+)/),
  },
  // Without any font every letter is an empty box, of another width than anywhere else.
  { name: 'fonts-dejavu-core', atLeast: '0.0', version: () => (isReadable(FONT) ? '1.0' : undefined) },
];

/** The browser that the browser tests drive; installed where it is missing. Throws, saying what to do, where it cannot be. */
export function ensureChromium(): string {
  const named = process.env.CHROMIUM_PATH;
  if (named && !isExecutable(named))
    throw new Error(`CHROMIUM_PATH is ${named}, and nothing there can be run: name the executable, or unset it`);
  try {
    // A browser of one's own choice brings fonts along, or its machine has them.
    ensureSystemPackages(named ? PACKAGES.slice(0, 1) : PACKAGES);
  } catch (error) {
    throw new Error(
      `${(error as Error).message}\nThe browser tests need Chromium or Chrome. If it is here under another name: CHROMIUM_PATH=/its/executable`,
    );
  }
  return findChromium() as string;
}

function isExecutable(file: string): boolean {
  return may(file, constants.X_OK);
}

function isReadable(file: string): boolean {
  return may(file, constants.R_OK);
}

function may(file: string, mode: number): boolean {
  try {
    accessSync(file, mode);
    return true;
  } catch {
    return false;
  }
}
