import type { Locator, Page } from 'playwright-core';

/** The input with exactly this label; a * of what is required is no part of it. */
export const field = (within: Page | Locator, label: string): Locator =>
  within.getByRole('textbox', { name: new RegExp(`^${label}( \\*)?$`) });

/** Types into the search of a list, and waits until the address has it. */
export async function search(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Search' }).fill(words);
  await page.waitForURL((url) => decodeURIComponent(url.search).includes(words));
}

/** The row of a table that holds these words. */
export const row = (page: Page, words: string): Locator => page.getByRole('row').filter({ hasText: words });

/** Waits for a notice, and that it says just this. */
export const notice = (page: Page, words: string): Promise<void> =>
  page.getByText(words, { exact: true }).first().waitFor();

/** The value beside a label on the page of a record. */
export const shown = (page: Page, value: string): Promise<void> =>
  page.locator('#main-content').getByText(value, { exact: true }).first().waitFor();

/** Chooses in a box that searches as one types. */
export async function choose(page: Page, label: string, words: string): Promise<void> {
  await page.getByRole('combobox', { name: new RegExp(`^${label}`) }).fill(words);
  await page
    .getByRole('option', { name: new RegExp(`^${words}`) })
    .first()
    .click();
}
