import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { converse, settings, setUp, shell, tearDown, tree } from './support/tree.js';

/** Gives the command a terminal. */
const atTerminal = (command: string) => `script --quiet --return --command '${command}' /dev/null`;

const COMPOSE = 'docker-compose -f docker-compose.hybrid.yml';
const HEALTH = [3001, 3003, 3004, 3005, 3006].map((port): [string, RegExp] => [
  `curl -sS http://localhost:${port}/api/v1/health`,
  /"status":"ok"/,
]);

/** The commands of the architecture's document for operators, as they are written there, in its order. */
const COMMANDS: [string, RegExp][] = [
  [`${COMPOSE} up -d`, /Running|Started/],
  [`${COMPOSE} logs --tail 5`, /auth-service/],
  [`timeout 3 ${COMPOSE} logs -f auth-service || test $? = 124`, /auth-service/],
  [`timeout 3 ${COMPOSE} logs -f shared-user-db || test $? = 124`, /shared-user-database/],
  [`${COMPOSE} ps`, /react-admin .*healthy/],
  [`${COMPOSE} ps | grep db`, /customer-service-db .*healthy/],
  [`${COMPOSE} ps | grep redis`, /shared-redis .*healthy/],
  [`${COMPOSE} logs shared-user-db`, /ready for connections/],
  ...HEALTH,
  ['curl -sS http://localhost:3000', /<!doctype html>/i],
  ['docker stats --no-stream', /pricing-service/],
  ['docker network ls', /fullstack-project-hybrid-network/],
  ['docker network inspect fullstack-project-hybrid-network', /shared-rabbitmq/],
  ['docker info', /Server Version/],
  [atTerminal('docker exec -it shared-redis redis-cli -a shared_redis_password_2024 ping'), /PONG/],
  [`${COMPOSE} restart`, /Started/],
];

describe('the commands of the operators’ document', () => {
  // With the passwords that the document names, as a first set-up makes them.
  beforeAll(async () => {
    await tearDown();
    rmSync(join(tree(), '.env'), { force: true });
    await setUp();
  });
  // `restart` is the last: what comes after it starts from a fleet that is up again.
  afterAll(() => setUp());

  it.each(COMMANDS)('%s', async (command, expected) => {
    const { code, output } = await shell(command);
    expect([code, output]).toEqual([0, expect.stringMatching(expected)]);
  });

  it.each([
    ['shared-user-database', 'shared_user', 'shared_user_db', 'SHARED_DB_PASSWORD', 'users'],
    ['customer-service-db', 'customer_user', 'customer_service_db', 'CUSTOMER_DB_PASSWORD', 'customers'],
  ])(
    'docker exec -it %s mysql -u %s -p %s asks for the password and lets in',
    async (container, user, schema, variable, table) => {
      await setUp();
      const command = `docker exec -it ${container} mysql -u ${user} -p ${schema} -e "SELECT COUNT(*) AS found FROM ${table}"`;
      const { output } = await converse(
        atTerminal(command),
        {},
        {
          when: /password: *$/i,
          reply: String(settings()[variable]),
        },
      );
      expect(output).toContain('found');
    },
  );
});
