import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version in the nearest package.json above the started program: all of the fleet carries one version. */
export function releaseVersion(start = process.argv[1] ?? process.cwd()): string {
  for (let folder = dirname(start); ; folder = dirname(folder)) {
    try {
      return String(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      if (folder === dirname(folder)) return '0.0.0';
    }
  }
}
