import type { Page, Request } from 'playwright-core';

/** Time without a request after which a page has what it asked for; Playwright's own "network idle" takes 500 ms each time. */
const QUIET_MS = 150;
const MOST_MS = 15_000;

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
  const deadline = Date.now() + MOST_MS;
  for (let since = Date.now(); Date.now() - since < QUIET_MS; ) {
    const requests = underWay.get(page);
    if (requests?.size) since = Date.now();
    if (Date.now() > deadline)
      throw new Error(`${page.url()} still loads: ${[...(requests ?? [])].map((r) => r.url())}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  await drawn(page);
}

/** When the page shows what it has, after a change of its form. */
export async function drawn(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelectorAll('[role=progressbar], .MuiSkeleton-root').length === 0);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
