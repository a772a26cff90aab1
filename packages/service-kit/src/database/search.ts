import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** InnoDB indexes no shorter word (innodb_ft_min_token_size). */
const SHORTEST_INDEXED_WORD = 3;
const MOST_WORDS = 8;

export interface SearchColumns {
  /** Exactly the columns of one FULLTEXT index. */
  fullText: string[];
  /** Columns that a word too short for that index is a prefix of. */
  prefix: string[];
}

const WORD = /[\p{L}\p{M}\p{N}_]+/gu;

export interface SearchTerms {
  /** Each begins a word of the record. */
  words: string[];
  /** Each begins a whole column; beside `words` it may begin a word inside of one. */
  prefixes: string[];
}

/**
 * Takes a search apart. Words are runs of letters, digits and underscores, so that no operator or wildcard of a query
 * gets through. What has an @ is an address that somebody pasted and is taken as a whole; a word too short for the
 * index is a prefix, unless it is the small part of a longer one (`Jean-X` is searched as Jean).
 */
export function searchTerms(search: string): SearchTerms {
  const terms: SearchTerms = { words: [], prefixes: [] };
  for (const term of search.normalize('NFC').trim().split(/\s+/).slice(0, MOST_WORDS)) {
    const words: string[] = term.match(WORD) ?? [];
    const long = words.filter((word) => [...word].length >= SHORTEST_INDEXED_WORD).slice(0, MOST_WORDS);
    if (words.length > 0 && /.@/.test(term)) terms.prefixes.push(term.toLowerCase());
    else if (long.length > 0) terms.words.push(...long);
    else terms.prefixes.push(...words.slice(0, MOST_WORDS));
  }
  return terms;
}

/** Narrows `query` to the rows in which every term of `search` is found. A search without any word finds nothing. */
export function applySearch<E extends ObjectLiteral>(
  query: SelectQueryBuilder<E>,
  search: string | undefined,
  columns: SearchColumns,
): void {
  if (search === undefined || search.trim() === '') return;
  const { words, prefixes } = searchTerms(search);
  if (words.length + prefixes.length === 0) {
    query.andWhere('1 = 0');
    return;
  }
  if (words.length > 0) {
    query.andWhere(`MATCH(${columns.fullText.join(', ')}) AGAINST (:fullTextSearch IN BOOLEAN MODE)`, {
      fullTextSearch: words.map((word) => `+${word}*`).join(' '),
    });
  }
  for (const [index, prefix] of prefixes.entries()) {
    const name = `searchPrefix${index}`;
    const values: Record<string, string> = { [name]: `${prefix.replace(/[\\%_]/g, '\\$&')}%` };
    const ways = columns.prefix.map((column) => `${column} LIKE :${name}`);
    // Beside a longer word, which has found the few rows by its index, a short one may begin any word: "Paris to Lyon".
    if (words.length > 0) {
      values[`${name}Inside`] = `[^[:alnum:]_]${prefix.replace(/[^\p{L}\p{M}\p{N}_]/gu, '\\$&')}`;
      ways.push(...columns.prefix.map((column) => `${column} REGEXP :${name}Inside`));
    }
    query.andWhere(`(${ways.join(' OR ')})`, values);
  }
}
