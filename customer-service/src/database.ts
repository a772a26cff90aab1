import { Customer } from './customers/customer.entity.js';
import { CreateCustomers1763900000000 } from './migrations/1763900000000-create-customers.js';
import { AddHistory1764100000000 } from './migrations/1764100000000-add-history.js';
import { AddSeeds1764400000000 } from './migrations/1764400000000-add-seeds.js';

/** The schema customer_service_db: its entities and, in order, the migrations that made it. */
export const database = {
  prefix: 'CUSTOMER_DB',
  entities: [Customer],
  migrations: [CreateCustomers1763900000000, AddHistory1764100000000, AddSeeds1764400000000],
};
