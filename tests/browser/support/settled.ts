import type { Page, Request } from 'playwright-core';
import { until } from '../../../packages/service-kit/test/until.js';

/** Time without a request after which a page has what it asked for; Playwright's own "network idle" takes 500 ms each time. */
const QUIET_MS = 150;

const underWay = new WeakMap<Page, Set<Request>>();

/** Counts a page's requests from now on, for `settled`. */
export function followRequests(page: Page): void {
  const requests = new Set<Request>();
  underWay.set(page, requests);
  page.on('request', (request) => requests.add(request));
  for (const end of ['requestfinished', 'requestfailed'] as const)
    page.on(end as 'requestfinished', (request) => requests.delete(request));
}

/** When nothing is being loaded or drawn any more. */
export async function settled(page: Page): Promise<void> {
  const loading = () => [...(underWay.get(page) ?? [])].map((request) => request.url());
  let since = Date.now();
  const look = () => {
    const urls = loading();
    if (urls.length > 0) since = Date.now();
    return urls;
  };
  await until(look, () => Date.now() - since >= QUIET_MS, { what: `${page.url()} to have what it asks for` });
  await drawn(page);
}

/** When the page shows what it has, after a change of its form. */
export async function drawn(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelectorAll('[role=progressbar], .MuiSkeleton-root').length === 0);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
