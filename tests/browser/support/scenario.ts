import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import { fleetDir } from '../../e2e/support/faults.js';
import { Person } from './person.js';

/** For Chromium to start on a busy machine; it says at once when it cannot. */
const LAUNCH_MS = 180_000;

let browser: Browser | undefined;

/** One browser for all tests of a file; every person has a profile of their own in it. */
async function openBrowser(): Promise<Browser> {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
    // Chromium's own sandbox refuses to be root's, as whom containers and CI run.
    chromiumSandbox: process.getuid?.() !== 0,
    timeout: LAUNCH_MS,
  });
  return browser;
}

afterAll(async () => {
  await browser?.close();
  browser = undefined;
});

/** The people of one test. */
export class Stage {
  private readonly people: Person[] = [];

  async person(options: BrowserContextOptions = {}): Promise<Person> {
    const person = await Person.arrive(await openBrowser(), options);
    this.people.push(person);
    return person;
  }

  complaints(): string[] {
    return this.people.flatMap(({ watch }) => watch.complaints());
  }

  /** What every tab shows, and what its browser said, for who looks into a failure. */
  async keep(folder: string): Promise<void> {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [index, { context, watch }] of this.people.entries()) {
      const name = `person-${index + 1}`;
      writeFileSync(join(folder, `${name}.log`), watch.log());
      for (const [tab, page] of context.pages().entries()) {
        const file = join(folder, `${name}-tab-${tab + 1}`);
        // A page that crashed has nothing to show; the rest is worth keeping all the same.
        await page
          .screenshot({ path: `${file}.png`, timeout: 30_000 })
          .catch((error: Error) => console.error(error.message));
        const html = await page.content().catch((error: Error) => error.message);
        writeFileSync(`${file}.html`, `<!-- ${page.url()} -->\n${html}`);
      }
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.people.map(({ context }) => context.close()));
  }
}

/**
 * A test in the browser. It fails too when a page logs an error, throws, or is refused a request that was not announced
 * (`person.watch.expects`); what its pages showed is then kept in a folder that the failure names.
 */
export function scenario(name: string, act: (stage: Stage) => Promise<void>): void {
  it(name, () => perform(name, act));
}

/** One such test for each of `values`; %s in the name is the value. */
scenario.each =
  (values: string[]) =>
  (name: string, act: (stage: Stage, value: string) => Promise<void>): void => {
    for (const value of values) scenario(name.replace('%s', value), (stage) => act(stage, value));
  };

/** The only reason to go through a scenario again: no fault of a page, and nothing that the machine's work brings about. */
const NETWORK_CHANGED = 'ERR_NETWORK_CHANGED';
const MOST_REPEATS = 2;

async function perform(name: string, act: (stage: Stage) => Promise<void>): Promise<void> {
  for (let repeats = 0; await attempt(name, act, repeats < MOST_REPEATS); ) {
    repeats += 1;
    console.warn(`${name}: repeated (${repeats} of ${MOST_REPEATS}), a network of this machine came or went`);
  }
}

/** Once through; true when it failed because the machine's network changed, and may be repeated. */
async function attempt(name: string, act: (stage: Stage) => Promise<void>, mayRepeat: boolean): Promise<boolean> {
  const stage = new Stage();
  try {
    await act(stage);
    expect(stage.complaints()).toEqual([]);
    return false;
  } catch (error) {
    // Chromium drops all connections, also those within the machine, when the machine gets or loses a network.
    if (mayRepeat && stage.complaints().some((line) => line.includes(NETWORK_CHANGED))) return true;
    const folder = join(fleetDir(), 'logs', 'browser', name.replace(/\W+/g, '-').slice(0, 80));
    await stage.keep(folder);
    throw withEvidence(error as Error, folder, stage.complaints());
  } finally {
    await stage.close();
  }
}

/** The same error, whose words also say where to look. Jest prints the stack, in which the words are copied. */
function withEvidence(error: Error, folder: string, complaints: string[]): Error {
  const said = complaints.length > 0 ? `\nThe browser said:\n  ${complaints.join('\n  ')}` : '';
  const words = `${error.message}\n\nWhat the pages showed is in ${folder}${said}`;
  error.stack = error.stack?.replace(error.message, () => words);
  error.message = words;
  return error;
}
