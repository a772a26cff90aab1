import { Carrier } from './carriers/carrier.entity.js';
import { CreateCarriers1763900000000 } from './migrations/1763900000000-create-carriers.js';
import { AddHistory1764100000000 } from './migrations/1764100000000-add-history.js';
import { AddSeeds1764400000000 } from './migrations/1764400000000-add-seeds.js';

/** The schema carrier_service_db: its entities and, in order, the migrations that made it. */
export const database = {
  prefix: 'CARRIER_DB',
  entities: [Carrier],
  migrations: [CreateCarriers1763900000000, AddHistory1764100000000, AddSeeds1764400000000],
};
