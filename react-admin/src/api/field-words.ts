import { translate } from '../i18n/provider';

/** What services say of a wrong field, and the key of its translation; the groups become its arguments. */
const KNOWN: [RegExp, string, ...string[]][] = [
  [/^is required$|expected .*received undefined$/i, 'required'],
  [/^is not a known field$/, 'unknown'],
  [/^another .+ (has|is linked to) this|already (used|exists|taken)|in use|taken/i, 'taken'],
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
  for (const [pattern, key, name] of KNOWN) {
    const match = pattern.exec(message);
    if (!match) continue;
    const value = match.slice(1).find((group) => group !== undefined);
    return translate(`fieldErrors.${key}`, name ? { [name]: value } : {});
  }
  return message;
}
