import { readFileSync } from 'node:fs';
import { replaceFile } from './atomic-file.js';
import { type Lockfile, missingPlatformPackages } from './platform-packages.js';

/**
 * lockfile.js          adds to package-lock.json the optional packages of other platforms that npm left out
 * lockfile.js --check  writes nothing; exits 1 and names them
 *
 * npm writes only the optional packages that it could look up where the lock was made, and `npm ci` then refuses the lock
 * on every machine: "Missing: … from lock file".
 */
const FILE = 'package-lock.json';
const lock = JSON.parse(readFileSync(FILE, 'utf8')) as Lockfile;
const missing = missingPlatformPackages(lock);
const names = Object.keys(missing).map((path) => path.replace('node_modules/', ''));

if (names.length === 0) {
  console.log(`${FILE} is complete`);
} else if (process.argv.includes('--check')) {
  console.error(
    `${FILE} lacks ${names.length} packages of other platforms, so that npm ci refuses it; run: npm run lockfile`,
  );
  console.error(`  ${names.join('\n  ')}`);
  process.exitCode = 1;
} else {
  Object.assign(lock.packages, missing);
  replaceFile(FILE, `${JSON.stringify(lock, null, 2)}\n`, 0o644);
  console.log(`${FILE}: added ${names.length} packages of other platforms`);
}
