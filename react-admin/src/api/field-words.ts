import { translate } from '../i18n/provider';
import { PRICING } from './pricing-words';

/** What services say of a wrong field, and the key of its translation; the groups become its arguments. */
const KNOWN: [RegExp, string, ...string[]][] = [
  [/^is required$|expected .*received undefined$/i, 'required'],
  [/^is not a known field$/, 'unknown'],
  [/already (used|exists|taken)|in use|taken/i, 'taken'],
  [/email/i, 'email'],
  [/at least (\d+) characters?|>=(\d+) characters/i, 'tooShort', 'min'],
  [/at most (\d+) characters?|<=(\d+) characters/i, 'tooLong', 'max'],
  [/must be (?:at least|>=) ?(-?[\d.]+)|>=(-?[\d.]+)/i, 'tooSmall', 'min'],
  [/must be (?:at most|<=) ?(-?[\d.]+)|<=(-?[\d.]+)/i, 'tooLarge', 'max'],
  [/date/i, 'date'],
  [/phone/i, 'phone'],
];

/** A field's error in the reader's language; the service's own words where there is no translation. */
export function fieldWords(message: string): string {
  return say(PRICING, 'resources.pricing-rules.errors', message) ?? say(KNOWN, 'fieldErrors', message) ?? message;
}

function say(known: typeof KNOWN, words: string, message: string): string | undefined {
  for (const [pattern, key, ...names] of known) {
    const match = pattern.exec(message);
    if (!match) continue;
    // Alternatives of a pattern have a group each, and only one of them is there.
    const groups = match.slice(1).filter((group) => group !== undefined);
    return translate(`${words}.${key}`, Object.fromEntries(names.map((name, index) => [name, groups[index]])));
  }
  return undefined;
}
