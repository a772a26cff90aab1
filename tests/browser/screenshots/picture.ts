import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { fleetDir } from '../../e2e/support/faults.js';

const ALL = join(fleetDir(), 'pages');
const MAIN = join(__dirname, '../../../docs/screenshots');
const MOST_BYTES = 150_000;

/** The pictures that the repository keeps. */
const KEPT = new Set([
  'sign-in-light-wide',
  'dashboard-light-wide',
  'dashboard-dark-wide',
  'dashboard-light-phone',
  'customers-list-light-wide',
  'customers-list-dark-phone',
  'customers-show-light-wide',
  'users-list-dark-wide',
  'roles-edit-light-wide',
  'carriers-show-light-wide',
  'pricing-rules-list-light-wide',
  'pricing-rules-edit-light-wide',
  'calculator-light-wide',
  'calculator-dark-phone',
  'quotes-show-dark-wide',
  'messaging-light-wide',
  'dashboard-light-wide-fr',
  'calculator-light-wide-es',
]);

/** Takes what the window shows, as WebP: a fifth of a PNG's size. */
export async function take(page: Page, name: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
  await session.detach();
  const bytes = Buffer.from(data, 'base64');
  if (bytes.length > MOST_BYTES) throw new Error(`${name} takes ${bytes.length} bytes, more than ${MOST_BYTES}`);
  for (const folder of KEPT.has(name) ? [ALL, MAIN] : [ALL]) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.webp`), bytes);
  }
}
