import type { BrowserContext, Page } from 'playwright-core';
import { followRequests } from './settled.js';

/** A refusal that a test means to provoke. */
interface Announced {
  status: number;
  path: RegExp;
  seen: boolean;
}

/** Everything that went wrong in one browser: a test passes only when nothing did but what it announced. */
export class Watch {
  private readonly problems: string[] = [];
  private readonly announced: Announced[] = [];
  private readonly lines: string[] = [];

  constructor(context: BrowserContext) {
    context.on('page', (page) => this.follow(page));
    context.on('console', (message) => {
      const line = `${message.type()}: ${message.text()} (${message.location().url})`;
      this.lines.push(line);
      // Refused requests have a line here too; they are counted below, where their status is known.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) this.problems.push(line);
    });
    context.on('weberror', (error) => this.problem(`uncaught: ${error.error().stack ?? error.error().message}`));
    context.on('response', (response) => {
      if (response.status() < 400) return;
      const { pathname } = new URL(response.url());
      const match = this.announced.filter(({ status, path }) => status === response.status() && path.test(pathname));
      for (const entry of match) entry.seen = true;
      const line = `${response.request().method()} ${pathname} answered ${response.status()}`;
      if (match.length > 0) this.lines.push(`${line}, as announced`);
      else this.problem(line);
    });
    context.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? '';
      // A page that is left, or a search that is typed on, cancels what it asked for.
      if (reason === 'net::ERR_ABORTED') this.lines.push(`${request.method()} ${request.url()} was cancelled`);
      else this.problem(`${request.method()} ${request.url()} got no answer: ${reason}`);
    });
  }

  /** From now on requests to `path` may be answered with `status`, and one at least has to be. */
  expects(status: number, path: RegExp): void {
    this.announced.push({ status, path, seen: false });
  }

  /** What went wrong so far, and what was announced in vain. */
  complaints(): string[] {
    const vain = this.announced.filter(({ seen }) => !seen);
    return [...this.problems, ...vain.map(({ status, path }) => `no request to ${path} was answered ${status}`)];
  }

  /** The console and the refusals, in order. */
  log(): string {
    return `${this.lines.join('\n')}\n`;
  }

  private follow(page: Page): void {
    followRequests(page);
    page.on('crash', () => this.problem(`the page ${page.url()} crashed`));
  }

  private problem(line: string): void {
    this.lines.push(line);
    this.problems.push(line);
  }
}
