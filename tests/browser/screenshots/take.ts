import type { Page } from 'playwright-core';
import { signInAsAdmin } from '../../e2e/support/fleet.js';
import { address, otherPages, resourcePages } from '../support/addresses.js';
import { administrator, PHONE, WIDE } from '../support/person.js';
import { type Stage, scenario } from '../support/scenario.js';
import { settled } from '../support/settled.js';
import { demoRecords, SHIPMENT } from './demo-records.js';
import { take } from './picture.js';

let ids: Record<string, number>;
beforeAll(async () => {
  ids = await demoRecords(await signInAsAdmin());
});

/** Every page behind the sign-in, by the name of its pictures. */
function pages(): [name: string, path: string][] {
  const shipment = new URLSearchParams({ carrierId: String(ids.carriers) });
  for (const [name, value] of Object.entries(SHIPMENT)) shipment.set(name, String(value));
  return [
    ...resourcePages().flatMap(({ name, kinds }) =>
      kinds.map((kind): [string, string] => [`${name}-${kind}`, address(name, kind, ids[name])]),
    ),
    ...otherPages().map((path): [string, string] =>
      path === '/calculator' ? ['calculator', `${path}?${shipment}`] : [path.slice(1) || 'dashboard', path],
    ),
    ['no-such-page', '/no-such-page'],
  ];
}

async function everyForm(page: Page, name: string, suffix = ''): Promise<void> {
  for (const [form, viewport] of [
    ['wide', WIDE],
    ['phone', PHONE],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await settled(page);
      await take(page, `${name}-${colorScheme}-${form}${suffix}`);
    }
  }
  await page.setViewportSize(WIDE);
}

async function visit(stage: Stage, locale: string, only?: string[]): Promise<void> {
  const person = await stage.person({ locale });
  const suffix = locale === 'en-GB' ? '' : `-${locale}`;
  await person.page.goto('/');
  await person.page.getByRole('heading', { level: 1 }).waitFor();
  await everyForm(person.page, 'sign-in', suffix);
  const page = await person.signIn(administrator());
  for (const [name, path] of pages()) {
    if (only && !only.includes(name)) continue;
    await page.goto(path);
    await page.locator('#main-content > *').first().waitFor();
    await settled(page);
    await everyForm(page, name, suffix);
  }
}

describe('pictures', () => {
  scenario('of every page', (stage) => visit(stage, 'en-GB'));

  const main = ['dashboard', 'customers-list', 'pricing-rules-edit', 'calculator'];
  scenario('of the main pages in French', (stage) => visit(stage, 'fr', main));
  scenario('of the main pages in Spanish', (stage) => visit(stage, 'es', main));
});
