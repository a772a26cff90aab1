import type { Page } from 'playwright-core';
import { unique } from '../e2e/support/fleet.js';
import { administrator } from './support/person.js';
import { scenario } from './support/scenario.js';

/** What has the focus, by the words that a screen reader says; it has to be in view and marked. */
async function focused(page: Page): Promise<string> {
  const { words, seen, marked } = await page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const label = (element as HTMLInputElement).labels?.[0]?.textContent;
    const { top, bottom, width } = element.getBoundingClientRect();
    return {
      words: element.getAttribute('aria-label') ?? label ?? element.textContent ?? '',
      seen: width > 0 && bottom > 0 && top < innerHeight,
      // Of a date it is one of its parts that has the focus, which the browser marks itself.
      marked: element.matches(':focus-visible, [type=date]'),
    };
  });
  if (!seen || !marked) throw new Error(`the focus is on “${words}”, where nobody sees it`);
  return words.trim();
}

async function tabTo(page: Page, words: RegExp, most = 30): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press('Tab');
    passed.push(await focused(page));
    if (words.test(passed.at(-1) as string)) return;
  }
  throw new Error(`Tab does not reach ${words}; it passed ${passed.join(' | ')}`);
}

describe('with the keyboard alone', () => {
  scenario('one signs in, skips to the content, walks the menu and signs out', async (stage) => {
    const { page } = await stage.person();
    const { email, password } = administrator();
    await page.goto('/');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await focused(page)).toMatch(/^Email/);
    await page.keyboard.type(email);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toMatch(/^Password/);
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Sessions' }).waitFor();

    await page.reload();
    await page.getByRole('menuitem', { name: 'Sessions' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to content');
    await tabTo(page, /^Sessions$/);
    await page.keyboard.press('Enter');
    await page.getByText('this session', { exact: true }).waitFor();

    await page.reload();
    await page.getByText('this session', { exact: true }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('#main-content') !== null)).toBe(true);

    await page.reload();
    await page.getByText('this session', { exact: true }).waitFor();
    await tabTo(page, /^Ada Admin$/);
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Logout' }).waitFor();
    await page.keyboard.press('End');
    expect(await focused(page)).toBe('Logout');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  scenario('one creates a customer, finds it and opens it', async (stage) => {
    const person = await stage.person();
    const page = await person.signIn(administrator(), '/customers');
    await page.getByRole('table').waitFor();
    const lastName = unique('Keys');
    await tabTo(page, /^Create$/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Save' }).waitFor();
    for (const [label, value] of [
      ['First name', 'Ada'],
      ['Last name', lastName],
      ['Email', `${lastName}@example.com`],
    ] as const) {
      await tabTo(page, new RegExp(`^${label}`));
      await page.keyboard.type(value);
    }
    // The browser's own list of usual values takes this Enter for itself in some fields; in Email it sends the form.
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/customers\/\d+\/show/);
    await page.goto('/customers');
    await page.getByRole('table').waitFor();
    await tabTo(page, /^Search/);
    await page.keyboard.type(lastName);
    await page.getByText('1-1 of 1').waitFor();
    await tabTo(page, new RegExp(`^Ada ${lastName}$`));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/customers\/\d+\/show/);
  });
});
