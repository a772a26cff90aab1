import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { partWords } from './part-words';

/** Where services say what is wrong with a part. */
const SOURCES = [
  'packages/service-kit/src/database/database.health.ts',
  'packages/service-kit/src/messaging/messaging.health.ts',
  'packages/service-kit/src/health/health.service.ts',
  'auth-service/src/tokens/signing.health.ts',
];

const sentences = SOURCES.flatMap((file) => {
  const text = readFileSync(join(__dirname, '../../..', file), 'utf8');
  const said = text.match(/new Error\([\s\S]*?\)\)?;|REFUSED = '[^']*'/g) ?? [];
  return said.flatMap((statement) => [...statement.matchAll(/'([^']+)'|`([^`]+)`/g)].map(([, a, b]) => a ?? b ?? ''));
}).map((sentence) => sentence.replace(/\$\{[^}]*\}/g, '3'));

it('finds the sentences', () => {
  expect(sentences).toContain('the schema is behind by 3 migrations: run the migrate step');
  expect(sentences.length).toBeGreaterThanOrEqual(8);
});

it.each([...sentences, 'Redis does not answer'])('has a translation for “%s”', (sentence) => {
  expect(partWords(sentence, (key) => key)).toMatch(/^health\.messages\./);
});

it('says what it does not know as it is', () => {
  expect(partWords('the moon is full', (key) => key)).toBe('the moon is full');
});
