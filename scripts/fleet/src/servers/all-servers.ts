import type { Fleet } from '../fleet.js';
import { MariadbServer } from './mariadb.js';
import { RabbitmqServer } from './rabbitmq.js';
import { RedisServer } from './redis.js';
import type { Server } from './server.js';

/** Everything a fleet's services stand on. The broker comes first: it takes longest to start. */
export function allServers(fleet: Fleet): Server[] {
  return [
    new RabbitmqServer(fleet),
    new MariadbServer(fleet, 'shared-db', 'SHARED_DB'),
    new MariadbServer(fleet, 'customer-db', 'CUSTOMER_DB'),
    new MariadbServer(fleet, 'carrier-db', 'CARRIER_DB'),
    new MariadbServer(fleet, 'pricing-db', 'PRICING_DB'),
    new RedisServer(fleet),
  ];
}
