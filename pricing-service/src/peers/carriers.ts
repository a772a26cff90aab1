import type { carrierApi } from '@hybrid-fleet/contracts';
import { Cache, CONFIG, type Peer, peerClient, peerToken } from '@hybrid-fleet/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Config } from '../config.js';
import { PeerRecords } from './peer-records.js';

/** What pricing needs of a carrier. */
const carrier = z.object({
  id: z.number().int(),
  name: z.string(),
  isActive: z.boolean(),
  services: z.array(z.object({ code: z.string(), maxWeightKg: z.number(), dimensionalDivisor: z.number().nullish() })),
});

export type Carrier = z.output<typeof carrier>;

@Injectable()
export class Carriers extends PeerRecords<Carrier> {
  constructor(@Inject(peerToken('carrier-service')) peer: Peer, cache: Cache, @Inject(CONFIG) config: Config) {
    const client = peerClient<carrierApi.paths>(peer);
    super(peer, cache, {
      key: 'carrier',
      ttlSeconds: config.CACHE_TTL_CARRIER_SECONDS,
      schema: carrier,
      get: (id) => client.GET('/api/v1/carriers/{id}', { params: { path: { id } } }),
    });
  }
}
