/** How values of previous systems are read: databases and frameworks write flags, times and JSON in many ways. */

const TRUE = new Set(['1', 'true', 't', 'yes', 'y', 'on']);
const FALSE = new Set(['0', 'false', 'f', 'no', 'n', 'off']);

/** TINYINT, BIT (a buffer), text, or the time at which something became true; undefined when it is none of these. */
export function flagOf(value: unknown): 0 | 1 | undefined {
  if (Buffer.isBuffer(value)) return value.some((byte) => byte !== 0) ? 1 : 0;
  if (typeof value === 'boolean' || typeof value === 'number') return value ? 1 : 0;
  const word = String(value).trim().toLowerCase();
  if (TRUE.has(word) || timeOf(word)) return 1;
  return FALSE.has(word) ? 0 : undefined;
}

const TIME = /^(\d{4}-\d\d-\d\d)(?:[t ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?z?)?$/i;

/** `2026-11-23 09:30:00.000`, taken as UTC; undefined for what is no time, as MySQL's zero dates. */
export function timeOf(value: unknown): string | undefined {
  const [, day, time = '00:00:00', fraction = ''] = TIME.exec(String(value).trim()) ?? [];
  if (!day) return undefined;
  const text = `${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
  const at = new Date(text);
  // Date.parse takes February 30 for March 2.
  if (Number.isNaN(at.getTime()) || at.toISOString() !== text || day < '1000') return undefined;
  return text.replace('T', ' ').replace('Z', '');
}

/** What JSON text says; undefined when it is none. */
export function jsonOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

const CONTROLS = /\p{Cc}+/gu;

/** Without control characters and surrounding blanks, and no longer than `max` (in UTF-16 units, as our fields count). */
export function plainText(value: unknown, max: number): string {
  const text = String(value).replaceAll(CONTROLS, ' ').trim();
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > max) break;
    kept += character;
  }
  return kept.trim();
}
