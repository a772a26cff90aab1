import { createHash, randomInt } from 'node:crypto';

/** What tests must not depend on: where, when and in which language they run. One number decides all of it. */
export interface Variation {
  seed: number;
  timeZone: string;
  locale: string;
  /** What is special about the moment, in words. */
  occasion: string;
  /** When the tests begin. */
  moment: Date;
}

/** Half a day ahead of UTC, half an hour and a quarter of an hour beside it, and UTC itself. */
export const TIME_ZONES = ['Pacific/Apia', 'America/St_Johns', 'Asia/Kathmandu', 'UTC'];
/** None at all; a decimal comma; letters that change case otherwise; other digits, read from right to left. */
export const LOCALES = ['C.UTF-8', 'de_DE.UTF-8', 'tr_TR.UTF-8', 'ar_EG.UTF-8'];

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;
/** Later than what tests hold for the past, and before the times of MySQL's TIMESTAMP end. */
const YEARS = [2027, 2028, 2029, 2030, 2031];
/** Whose clocks are changed where the time zone changes none. */
const CHANGING_ZONE = 'Europe/Berlin';

type Choose = <T>(subject: string, choices: readonly T[]) => T;
type Occasion = (timeZone: string, choose: Choose) => Date;

export const OCCASIONS: Record<string, Occasion> = {
  'ten seconds before midnight': (timeZone, choose) => beforeMidnight(timeZone, choose),
  'ten seconds before midnight in UTC': (_, choose) => beforeMidnight('UTC', choose),
  'on 29 February': (timeZone, choose) => instantOf(Date.UTC(2028, 1, 29, choose('hour', range(0, 23))), timeZone),
  'on 1 January, a second old': (timeZone, choose) =>
    instantOf(Date.UTC(choose('year', YEARS), 0, 1) + SECOND_MS, timeZone),
  'ten seconds before clocks go forward': (timeZone, choose) => beforeClockChange(timeZone, choose, 1),
  'ten seconds before clocks go back': (timeZone, choose) => beforeClockChange(timeZone, choose, -1),
};

/** The largest that Jest takes. */
export const MAX_SEED = 0x7fff_ffff;

export function randomSeed(): number {
  return randomInt(MAX_SEED);
}

/** The same for the same seed, on every day and every machine. */
export function variationOf(seed: number): Variation {
  // A digest for each choice: another choice that is added some day changes none of the others.
  const choose: Choose = (subject, choices) => {
    const number = createHash('sha256').update(`${seed} ${subject}`).digest().readUInt32BE();
    return choices[number % choices.length] as (typeof choices)[number];
  };
  const timeZone = choose('time zone', TIME_ZONES);
  const occasion = choose('occasion', Object.keys(OCCASIONS));
  const moment = (OCCASIONS[occasion] as Occasion)(timeZone, choose);
  return { seed, timeZone, locale: choose('locale', LOCALES), occasion, moment };
}

export function inWords({ seed, timeZone, locale, occasion, moment }: Variation): string {
  const local = new Date(moment.getTime() + offsets(timeZone)(moment.getTime()))
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ');
  return `seed ${seed}: ${occasion} (${local} in ${timeZone}), locale ${locale}, tests of a file in random order`;
}

function beforeMidnight(timeZone: string, choose: Choose): Date {
  // Any day: weekdays, ends of months and of years are among them.
  const days = choose('day', range(0, 5 * 365));
  return new Date(instantOf(Date.UTC(2027, 0, 1) + days * DAY_MS, timeZone).getTime() - 10 * SECOND_MS);
}

function beforeClockChange(timeZone: string, choose: Choose, sign: 1 | -1): Date {
  const year = choose('year', YEARS);
  const change = clockChange(timeZone, year, sign) ?? (clockChange(CHANGING_ZONE, year, sign) as Date);
  return new Date(change.getTime() - 10 * SECOND_MS);
}

/** The first instant of the year at which clocks go forward (1) or back (-1); undefined where they do not. */
export function clockChange(timeZone: string, year: number, sign: 1 | -1): Date | undefined {
  const offsetAt = offsets(timeZone);
  const changed = (from: number, to: number) => Math.sign(offsetAt(to) - offsetAt(from)) === sign;
  const month = range(0, 11).find((index) => changed(Date.UTC(year, index), Date.UTC(year, index + 1)));
  if (month === undefined) return undefined;
  let [before, after] = [Date.UTC(year, month), Date.UTC(year, month + 1)];
  while (after - before > SECOND_MS) {
    const middle = before + Math.floor((after - before) / 2 / SECOND_MS) * SECOND_MS;
    if (changed(before, middle)) after = middle;
    else before = middle;
  }
  return new Date(after);
}

/** When clocks in the zone show what `local` shows in UTC. */
function instantOf(local: number, timeZone: string): Date {
  const offsetAt = offsets(timeZone);
  return new Date(local - offsetAt(local - offsetAt(local)));
}

/** How far the zone's clocks are ahead of UTC at a time, in ms. */
function offsets(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  return (at) => {
    const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)$/.exec(name) ?? [];
    return sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000 : 0;
  };
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
