/** How sentences about prices are put into the reader's language; the hook `useSay` gives the real one. */
export interface Say {
  translate(key: string, args?: Record<string, unknown>): string;
  decimal(text: string): string;
  money(amount: string): string;
  country(code: string): string;
  /** A day or an instant. */
  time(iso: string): string;
}

/** A sentence of the pricing engine: what it looks like, and what its groups are in order. */
export interface Sentence {
  pattern: RegExp;
  key: string;
  groups: [name: string, kind: Kind][];
}

type Kind = 'text' | 'decimal' | 'money' | 'country' | 'time';

/** The first of the sentences that the text is, in the reader's language; undefined when it is none of them. */
export function sayAs(sentences: Sentence[], text: string, say: Say): string | undefined {
  for (const { pattern, key, groups } of sentences) {
    const match = pattern.exec(text);
    if (!match) continue;
    const args = groups.map(([name, kind], index) => {
      const value = match[index + 1] ?? '';
      return [name, kind === 'text' ? value : say[kind](value)];
    });
    return say.translate(key, Object.fromEntries(args));
  }
  return undefined;
}
