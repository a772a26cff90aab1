import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import en from '../i18n/en';
import { wordsOf } from './field-messages';

const ROOT = join(__dirname, '../../..');
const SERVICES = ['auth-service', 'user-service', 'customer-service', 'carrier-service', 'pricing-service'];
/** Of what no person types: service accounts and bulk requests. */
const NOT_OF_FORMS = /^must be (1 to 64 printable ASCII|one of \$\{BULK_ACTIONS)/;

/** The source files in which requests are described. */
function schemas(): string[] {
  const files = [...SERVICES, 'packages/service-kit', 'packages/identity-store'].flatMap((part) =>
    readdirSync(join(ROOT, part, 'src'), { recursive: true, encoding: 'utf8' }).map((name) => join(part, 'src', name)),
  );
  return files.filter((name) => /(\/dto\/[^/]+|\.dto|\.schema|http\/fields|password\.policy)\.ts$/.test(name));
}

/** What they say of a wrong field. */
function messages(): string[] {
  const found = schemas().flatMap((name) => {
    const text = readFileSync(join(ROOT, name), 'utf8');
    return [...text.matchAll(/(['`])((?:must|is in|is not) (?:(?!\1)[^\\])+)\1/g)].map(
      ([, , message]) => message as string,
    );
  });
  // A bound may be a constant's.
  return [...new Set(found.map((message) => message.replace(/\$\{\w+\}/g, '8')))].filter(
    (message) => !NOT_OF_FORMS.test(message),
  );
}

describe('what a service says of a field', () => {
  it('is translated, whatever it is', () => {
    const all = messages();
    expect(all.length).toBeGreaterThan(30);
    expect(all.filter((message) => wordsOf(message) === undefined)).toEqual([]);
  });

  it('is translated by words that are there', () => {
    const keys = messages().map((message) => wordsOf(message)?.key as string);
    expect(keys.filter((key) => !(key in en.fieldErrors))).toEqual([]);
  });

  it.each([
    ['must have at least 8 characters', 'tooShort', { min: '8' }],
    ['only the last band may have no end', 'lastBand', {}],
    ['must have at most 254 characters', 'tooLong', { max: '254' }],
    ['must have at most 6 decimals', 'decimals', { max: '6' }],
    ['must have at most 20 addresses', 'tooMany', { max: '20' }],
    ['must be at least 0', 'tooSmall', { min: '0' }],
    ['Too small: expected number to be >=1', 'tooSmall', { min: '1' }],
    ['Too big: expected number to be <=0.5', 'tooLarge', { max: '0.5' }],
    ['must be in the years 1000 to 9999 (UTC)', 'years', { min: '1000', max: '9999' }],
    ['must be an email address, like name@example.com', 'email', {}],
    ['Invalid input: expected string, received undefined', 'required', {}],
    ['There is no such carrier.', 'noCarrier', {}],
    ['There is no such customer.', 'noCustomer', {}],
    ['This customer is vip.', 'customerIs', { type: 'vip' }],
    ['Atlas Freight is not active.', 'notActive', { name: 'Atlas Freight' }],
    ['Atlas does not offer this; it offers economy, x.', 'notOffered', { name: 'Atlas', offered: 'economy, x' }],
    ['This volume counts as 1000000.5 kg; the most is 1000000 kg.', 'volume', { weight: '1000000.5', max: '1000000' }],
    ['Atlas takes at most 31.5 kg by this service.', 'tooHeavy', { name: 'Atlas', max: '31.5' }],
  ])('“%s” is %s', (message, key, given) => {
    expect(wordsOf(message)).toEqual({ key, arguments: given });
  });

  it('stays as it is when nobody knows it', () => {
    expect(wordsOf('must please the moon')).toBeUndefined();
  });
});
