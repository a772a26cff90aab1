import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { z } from 'zod';

export const DEFAULT_LIMIT = 20;
export const MAX_LIMIT = 100;
/** Past this many rows an offset is slow and nobody reads on; a narrower filter finds what is wanted. */
const MAX_PAGE = 100_000;

const wholeNumber = (name: string, max: number) =>
  z
    .string()
    .regex(/^\d{1,12}$/, `${name} must be a whole number`)
    .transform(Number)
    .pipe(z.number().min(1, `${name} must be at least 1`).max(max, `${name} must be at most ${max}`));

/** `true` or `false` in a query string. */
export const booleanFilter = z.enum(['true', 'false']).transform((value) => value === 'true');

const MOST_IDS = 100;

/** The filter of a list from which many records are fetched at once: `ids=3,7,12`. */
export const idsFilter = z
  .string()
  .regex(/^[1-9]\d{0,9}(,[1-9]\d{0,9})*$/, 'must be ids with commas between them, like 3,7,12')
  .transform((value) => [...new Set(value.split(',').map(Number))])
  .refine((ids) => ids.length <= MOST_IDS, `must be at most ${MOST_IDS} ids`)
  .optional()
  .describe(`Only these records, ids with commas between them, at most ${MOST_IDS}`);

/** Narrows `query` to the records of `idsFilter`; to nothing less when there is none. */
export function applyIds<E extends ObjectLiteral>(
  query: SelectQueryBuilder<E>,
  ids: number[] | undefined,
): SelectQueryBuilder<E> {
  return ids ? query.andWhere(`${query.alias}.id IN (:...listedIds)`, { listedIds: ids }) : query;
}

export interface Sort {
  field: string;
  direction: 'ASC' | 'DESC';
}

/**
 * The query of a list: page, limit, search, sort (a field, `-` before it for descending) and the resource's own
 * filters. An unknown filter or sort field is refused by name.
 */
export function listQuery<const F extends string, S extends z.ZodRawShape>(sortable: readonly F[], filters: S) {
  const choices = sortable.flatMap((field) => [field, `-${field}`]);
  return z.strictObject({
    page: wholeNumber('page', MAX_PAGE).default(1),
    limit: wholeNumber('limit', MAX_LIMIT).default(DEFAULT_LIMIT),
    search: z.string().trim().max(200).optional(),
    sort: z
      .enum(choices as [string, ...string[]], { error: `sort must be one of ${choices.join(', ')}` })
      .transform(
        (value): Sort => ({ field: value.replace(/^-/, ''), direction: value.startsWith('-') ? 'DESC' : 'ASC' }),
      )
      .optional(),
    ...filters,
  });
}

export interface Paging {
  page: number;
  limit: number;
  sort?: Sort;
}

export interface Page<T> {
  data: T[];
  meta: { page: number; limit: number; total: number; totalPages: number };
}

/** The response schema of a list of `item`. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    data: z.array(item),
    meta: z.object({
      page: z.number().int(),
      limit: z.number().int(),
      total: z.number().int(),
      totalPages: z.number().int(),
    }),
  });
}

/** Sorts a list's query, by id where nothing is asked for. The id breaks ties, so that the order is the same each time. */
export function orderBy<E extends ObjectLiteral>(
  query: SelectQueryBuilder<E>,
  sort: Sort = { field: 'id', direction: 'ASC' },
): SelectQueryBuilder<E> {
  query.orderBy(`${query.alias}.${sort.field}`, sort.direction);
  if (sort.field !== 'id') query.addOrderBy(`${query.alias}.id`, sort.direction);
  return query;
}

/**
 * Runs a list: a count, the page's ids and their records. Ids come from an index alone, so that rows before the page are
 * skipped without being read, and a late page is nearly as fast as the first.
 */
export async function paginate<E extends ObjectLiteral, T>(
  query: SelectQueryBuilder<E>,
  paging: Paging,
  toItem: (entity: E) => T,
  defaultSort?: Sort,
): Promise<Page<T>> {
  orderBy(query, paging.sort ?? defaultSort);
  const total = await query.getCount();
  const skipped = (paging.page - 1) * paging.limit;
  const rows = skipped < total ? await recordsOf(query, await idsOf(query, paging.limit, skipped)) : [];
  return {
    data: rows.map(toItem),
    meta: { page: paging.page, limit: paging.limit, total, totalPages: Math.ceil(total / paging.limit) },
  };
}

async function idsOf<E extends ObjectLiteral>(
  query: SelectQueryBuilder<E>,
  limit: number,
  skipped: number,
): Promise<unknown[]> {
  const rows = await query.clone().select(`${query.alias}.id`, 'id').limit(limit).offset(skipped).getRawMany();
  return rows.map(({ id }) => id);
}

/** In the order of `query`. */
async function recordsOf<E extends ObjectLiteral>(query: SelectQueryBuilder<E>, ids: unknown[]): Promise<E[]> {
  if (ids.length === 0) return [];
  return query.clone().where(`${query.alias}.id IN (:...pageIds)`, { pageIds: ids }).getMany();
}
