import type { customerApi } from '@hybrid-fleet/contracts';
import { Cache, CONFIG, type Peer, peerClient, peerToken } from '@hybrid-fleet/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Config } from '../config.js';
import { PeerRecords } from './peer-records.js';

/** What pricing needs of a customer: no name and no address gets into its cache. */
const customer = z.object({ id: z.number().int(), customerType: z.string() });

export type Customer = z.output<typeof customer>;

@Injectable()
export class Customers extends PeerRecords<Customer> {
  constructor(@Inject(peerToken('customer-service')) peer: Peer, cache: Cache, @Inject(CONFIG) config: Config) {
    const client = peerClient<customerApi.paths>(peer);
    super(peer, cache, {
      key: 'customer',
      ttlSeconds: config.CACHE_TTL_CUSTOMER_SECONDS,
      schema: customer,
      get: (id) => client.GET('/api/v1/customers/{id}', { params: { path: { id } } }),
    });
  }
}
