type Translate = (key: string, options?: Record<string, unknown>) => string;

/** What a service says of a part that does not work: its sentences, and the keys of their translations. */
const SENTENCES: [RegExp, string][] = [
  [/^the database has not answered yet$/, 'notYet'],
  [/^(the database|Redis) does not answer$/, 'noAnswer'],
  [/^the database refuses this account$/, 'refused'],
  [/^the schema is behind by (?<count>\d+) migrations: run the migrate step$/, 'behind'],
  [/^the broker does not answer; events wait in the outbox$/, 'broker'],
  [/^no events are being received$/, 'notReceiving'],
  [/^no answer in (?<ms>\d+) ms$/, 'late'],
  [/^KEY_ENCRYPTION_KEY is not the one that sealed them$/, 'sealed'],
  [/^they cannot be read$/, 'unreadable'],
];

/** In the reader's language; as the service wrote it where it is none of these. */
export function partWords(message: string, translate: Translate): string {
  for (const [pattern, key] of SENTENCES) {
    const match = pattern.exec(message);
    if (match) return translate(`health.messages.${key}`, { ...match.groups });
  }
  return message;
}
