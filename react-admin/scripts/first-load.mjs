// How much JavaScript a browser loads before the sign-in page and the dashboard are shown, compressed; exits 1 above 400 kB.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const MOST_BYTES = 400_000;
/** What main.tsx and app.tsx load at once; pages beside these wait until they are visited. */
const FIRST = ['index.html', 'src/app.tsx', 'src/dashboard/dashboard.tsx'];
const LANGUAGES = ['src/i18n/en/index.ts', 'src/i18n/fr/index.ts', 'src/i18n/es/index.ts'];

const dist = join(import.meta.dirname, '..', 'dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));

/** The files of an entry and of what it imports, without what it loads later. */
function filesOf(name, seen = new Set()) {
  const chunk = manifest[name];
  if (!chunk) throw new Error(`the bundle has no ${name}`);
  if (seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const imported of chunk.imports ?? []) filesOf(imported, seen);
  return seen;
}

const size = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
const total = (files) => [...files].reduce((sum, file) => sum + size(file), 0);

const common = FIRST.reduce((seen, name) => filesOf(name, seen), new Set());
const language = Math.max(...LANGUAGES.map((name) => total([...filesOf(name)].filter((file) => !common.has(file)))));
const bytes = total(common) + language;
console.log(
  `the admin's first load: ${Math.round(bytes / 1000)} kB of JavaScript (gzip), at most ${MOST_BYTES / 1000}`,
);
if (!existsSync(join(dist, 'index.html.gz'))) throw new Error('the bundle was not compressed');
if (bytes > MOST_BYTES) process.exit(1);
