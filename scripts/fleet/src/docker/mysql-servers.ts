import { join } from 'node:path';
import { required } from '../environment.js';
import { type Fleet, openFleet, recordFleet } from '../fleet.js';
import { say } from '../progress.js';
import { testSchemasSql } from '../provision.js';
import { freeTestOffset } from '../test-fleet.js';
import { Compose } from './compose.js';

const UP_MS = 5 * 60_000;
const DOWN_MS = 2 * 60_000;
const SERVERS = [
  'shared-user-db',
  'customer-service-db',
  'carrier-service-db',
  'pricing-service-db',
  'shared-redis',
  'shared-rabbitmq',
];

/** Only the servers of docker-compose.hybrid.yml, for tests that bring the services themselves. */
export class MysqlServers {
  readonly fleet: Fleet;
  private readonly compose: Compose;

  constructor(testDir: string) {
    const dir = join(testDir, 'mysql');
    this.fleet = openFleet(dir, freeTestOffset(dir), 'test', {}, { mode: 'docker', variants: [] });
    this.compose = new Compose(this.fleet);
  }

  async start(): Promise<void> {
    recordFleet(this.fleet);
    say('starting MySQL, Redis and RabbitMQ in containers');
    await this.compose.logged('docker-up', ['up', '--detach', '--wait', ...SERVERS], UP_MS);
    const sql = testSchemasSql(this.fleet.env, 'SHARED_DB');
    // Root is let in from inside the container only; its password stays there.
    const asRoot = `MYSQL_PWD="$MYSQL_ROOT_PASSWORD" exec mysql -u root -e "$1"`;
    this.compose.read(['exec', '-T', 'shared-user-db', 'bash', '-c', asRoot, '-', sql]);
    const [version] = this.compose.read(['exec', '-T', 'shared-user-db', 'mysqld', '--version']).match(/Ver \S+/) ?? [
      'MySQL',
    ];
    say(`${version} on port ${required(this.fleet.env, 'SHARED_DB_PORT')} and the following`);
  }

  async stop(): Promise<void> {
    await this.compose.logged('docker-down', ['down', '--volumes', '--remove-orphans'], DOWN_MS);
  }
}
