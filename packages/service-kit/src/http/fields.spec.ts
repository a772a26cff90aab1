import { calendarDate, instant, preferences, text } from './fields.js';

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

const nested = (depth: number): object => (depth === 1 ? {} : { deeper: nested(depth - 1) });

describe('fields that reach the database', () => {
  it('refuses half a character, which no UTF-8 column stores', () => {
    expect(accepts(text(10), '\ud83d')).toBe(false);
    expect(accepts(text(10), '😀')).toBe(true);
    expect(accepts(preferences, { note: '\ud83d' })).toBe(false);
    expect(accepts(preferences, { '\ud83d': 1 })).toBe(false);
    expect(accepts(preferences, { note: ['😀'] })).toBe(true);
  });

  it('refuses JSON that is nested deeper than the database reads', () => {
    expect(accepts(preferences, nested(20))).toBe(true);
    expect(accepts(preferences, nested(21))).toBe(false);
    expect(accepts(preferences, nested(5000))).toBe(false);
  });

  it('refuses days and instants that a DATETIME does not hold, by their UTC time', () => {
    expect(accepts(calendarDate, '9999-12-31')).toBe(true);
    expect(accepts(calendarDate, '0999-12-31')).toBe(false);
    expect(accepts(instant, '9999-12-31T23:59:59.999Z')).toBe(true);
    expect(accepts(instant, '9999-12-31T23:59:59-01:00')).toBe(false);
    expect(accepts(instant, '1000-01-01T00:00:00+01:00')).toBe(false);
  });
});
