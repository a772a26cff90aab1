import { Cache, getOrUndefined, type Peer } from '@hybrid-fleet/service-kit';
import type { z } from 'zod';

interface PeerRecordsOptions<T> {
  /** Names the records in the cache: `carrier` makes `carrier:7`. */
  key: string;
  ttlSeconds: number;
  /** What is kept of an answer. */
  schema: z.ZodType<T>;
  get: (id: string) => Promise<{ data?: unknown; response: Response }>;
}

/**
 * Records of another service, read through the cache. Undefined, which is not cached, for an id that it does not know:
 * it can be the next one's. Throws a 503 problem naming the peer when it does not answer.
 */
export class PeerRecords<T> {
  constructor(
    private readonly peer: Peer,
    private readonly cache: Cache,
    private readonly options: PeerRecordsOptions<T>,
  ) {}

  find(id: number): Promise<T | undefined> {
    const { key, ttlSeconds, schema, get } = this.options;
    return this.cache.getOrLoad(`${key}:${id}`, ttlSeconds, schema.optional(), async () => {
      const record = await getOrUndefined(this.peer, get(String(id)));
      return record === undefined ? undefined : schema.parse(record);
    });
  }

  forget(id: number): Promise<void> {
    return this.cache.invalidate(`${this.options.key}:${id}`);
  }
}
