const ESCAPES: Record<string, string> = { '0': '\0', n: '\n', r: '\r', t: '\t', b: '\b', Z: '\x1a' };
const ESCAPED = /\\([\s\S])/g;

export type SqlValue = string | null;

export interface Tuple {
  /** Bytes (latin1 text): strings without quotes and escapes, numbers as they stand, hexadecimal ones decoded. */
  values: SqlValue[];
  /** The same as they stand in the statement. */
  raw: string[];
  /** Where the tuple ends, after its `)`. */
  end: number;
}

/** Reads one parenthesised tuple of an INSERT statement; `start` is the place of its `(`. */
export function readTuple(line: string, start: number): Tuple {
  const values: SqlValue[] = [];
  const raw: string[] = [];
  let at = start + 1;
  for (;;) {
    const began = at;
    if (line.startsWith('_binary ', at)) at += '_binary '.length;
    if (line[at] === "'") {
      const close = closingQuote(line, at + 1);
      values.push(unescaped(line.slice(at + 1, close)));
      at = close + 1;
    } else {
      const end = endOfWord(line, at);
      values.push(plain(line.slice(at, end)));
      at = end;
    }
    raw.push(line.slice(began, at));
    if (line[at] === ')') return { values, raw, end: at + 1 };
    if (line[at] !== ',') throw new Error(`a row of the dump cannot be read at byte ${at} of its line`);
    at += 1;
  }
}

function closingQuote(line: string, from: number): number {
  for (let at = line.indexOf("'", from); at !== -1; at = line.indexOf("'", at + 1)) {
    let backslashes = 0;
    while (line[at - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  throw new Error('a string in the dump does not end');
}

function endOfWord(line: string, from: number): number {
  let at = from;
  while (at < line.length && line[at] !== ',' && line[at] !== ')') at += 1;
  return at;
}

function unescaped(text: string): string {
  return text.includes('\\') ? text.replace(ESCAPED, (_, letter: string) => ESCAPES[letter] ?? letter) : text;
}

function plain(word: string): SqlValue {
  if (word === 'NULL') return null;
  return word.startsWith('0x') ? Buffer.from(word.slice(2), 'hex').toString('latin1') : word;
}
