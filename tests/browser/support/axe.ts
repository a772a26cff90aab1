import { source } from 'axe-core';
import type { Page } from 'playwright-core';
import { PHONE, WIDE } from './person.js';
import { drawn } from './settled.js';

interface Finding {
  id: string;
  impact: string;
  help: string;
  nodes: { html: string; failureSummary: string }[];
}

/** Every form in which a page is looked at; colours are all that changes in the dark. */
const FORMS = [
  { name: 'light, wide', colorScheme: 'light', viewport: WIDE, rules: [] },
  { name: 'dark, wide', colorScheme: 'dark', viewport: WIDE, rules: ['color-contrast'] },
  { name: 'dark, phone', colorScheme: 'dark', viewport: PHONE, rules: ['color-contrast'] },
  { name: 'light, phone', colorScheme: 'light', viewport: PHONE, rules: [] },
] as const;

/** What axe finds serious or critical on the page as it is now, a line each; by all of its rules, or by those named. */
export async function seriousFindings(page: Page, rules: readonly string[] = []): Promise<string[]> {
  // Evaluated, not added as a script: the page's own rules let no other script in.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const options = {
    resultTypes: ['violations'],
    ...(rules.length > 0 && { runOnly: { type: 'rule', values: rules } }),
  };
  const findings = (await page.evaluate(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  )) as Finding[];
  return findings
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id} (${help}): ${nodes.map(({ html }) => html.slice(0, 300)).join('\n    ')}`);
}

/** The same in every form, without loading the page again. */
export async function findingsInEveryForm(page: Page): Promise<string[]> {
  const lines: string[] = [];
  for (const { name, colorScheme, viewport, rules } of FORMS) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(viewport);
    await drawn(page);
    lines.push(...(await seriousFindings(page, rules)).map((line) => `${name}: ${line}`));
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize(WIDE);
  return lines;
}
