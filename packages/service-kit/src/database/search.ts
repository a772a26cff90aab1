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

/** The words of a search: runs of letters, digits and underscores, so no operator or wildcard of a query gets through. */
export function searchWords(search: string): string[] {
  return (search.normalize('NFC').match(/[\p{L}\p{M}\p{N}_]+/gu) ?? []).slice(0, MOST_WORDS);
}

/** Narrows `query` to rows where every word of `search` begins a word of the columns. A search without any word finds nothing. */
export function applySearch<E extends ObjectLiteral>(
  query: SelectQueryBuilder<E>,
  search: string | undefined,
  columns: SearchColumns,
): void {
  if (search === undefined || search.trim() === '') return;
  const words = searchWords(search);
  if (words.length === 0) {
    query.andWhere('1 = 0');
    return;
  }
  const long = words.filter((word) => [...word].length >= SHORTEST_INDEXED_WORD);
  if (long.length > 0) {
    query.andWhere(`MATCH(${columns.fullText.join(', ')}) AGAINST (:fullTextSearch IN BOOLEAN MODE)`, {
      fullTextSearch: long.map((word) => `+${word}*`).join(' '),
    });
  }
  words
    .filter((word) => !long.includes(word))
    .forEach((word, index) => {
      const name = `searchPrefix${index}`;
      const any = columns.prefix.map((column) => `${column} LIKE :${name}`).join(' OR ');
      query.andWhere(`(${any})`, { [name]: `${word.replace(/[\\%_]/g, '\\$&')}%` });
    });
}
