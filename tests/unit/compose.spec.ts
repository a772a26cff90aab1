import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { z } from 'zod';
import * as auth from '../../auth-service/src/config.js';
import * as carrier from '../../carrier-service/src/config.js';
import * as customer from '../../customer-service/src/config.js';
import * as pricing from '../../pricing-service/src/config.js';
import { mariadbConfiguration } from '../../scripts/fleet/src/servers/mariadb.configuration.js';
import * as user from '../../user-service/src/config.js';

interface ComposeService {
  container_name: string;
  mem_limit?: string;
  environment?: Record<string, string | null>;
  command?: string[];
  ports?: string[];
  user?: string;
  profiles?: string[];
  read_only?: boolean;
  cap_drop?: string[];
}

const compose = load(readFileSync(join(__dirname, '../../docker-compose.hybrid.yml'), 'utf8')) as {
  services: Record<string, ComposeService>;
  networks: Record<string, { name: string }>;
};

const configs: Record<string, { environment: z.ZodObject; migrationEnvironment?: z.ZodObject }> = {
  'auth-service': auth,
  'user-service': user,
  'customer-service': customer,
  'carrier-service': carrier,
  'pricing-service': pricing,
};
const MONITORING = ['prometheus', 'grafana'];
const DATABASES = ['shared-user-db', 'customer-service-db', 'carrier-service-db', 'pricing-service-db'];

const service = (name: string) => compose.services[name] as ComposeService;
const variables = (name: string) => Object.keys(service(name).environment ?? {}).sort();

describe('docker-compose.hybrid.yml', () => {
  it.each(Object.keys(configs))('gives %s the variables that it reads, and no other', (name) => {
    expect(variables(name)).toEqual(Object.keys(configs[name]?.environment.shape ?? {}).sort());
  });

  const migrated = Object.keys(configs).filter((name) => configs[name]?.migrationEnvironment);
  it.each(migrated)("gives %s's migrate step the variables that it reads, and no other", (name) => {
    expect(variables(`${name}-migrate`)).toEqual(Object.keys(configs[name]?.migrationEnvironment?.shape ?? {}).sort());
  });

  it('runs every service and migrate step on a read-only root without capabilities', () => {
    for (const name of [
      ...Object.keys(configs),
      ...migrated.map((entry) => `${entry}-migrate`),
      'react-admin',
      ...MONITORING,
    ])
      expect(service(name)).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
  });

  it.each(DATABASES)('runs %s with the settings of the servers without Docker', (name) => {
    const given = new Map(
      (service(name).command ?? []).map((flag) => flag.slice(2).split(/=(.*)/s) as [string, string]),
    );
    const text = mariadbConfiguration({ datadir: '', tmpdir: '', port: 0, initFile: '', fast: false });
    const own = /^(datadir|tmpdir|port|bind-address|socket|pid-file|init-file|skip-name-resolve)\b/;
    const settings = text.split('\n').filter((line) => /^[a-z]/.test(line) && !own.test(line));
    expect(settings.length).toBeGreaterThan(7);
    expect(settings.filter((line) => given.get(line.split('=')[0] as string) !== line.split(/=(.*)/s)[1])).toEqual([]);
  });

  it('has the documented container and network names', () => {
    const names = Object.values(compose.services).map((entry) => entry.container_name);
    expect(names).toEqual(
      expect.arrayContaining([
        'shared-user-database',
        'customer-service-db',
        'carrier-service-db',
        'pricing-service-db',
        'shared-redis',
        'shared-rabbitmq',
        'react-admin',
        ...Object.keys(configs),
      ]),
    );
    expect(compose.networks.default?.name).toBe('fullstack-project-hybrid-network');
  });

  it('publishes no port to others but the gateway, and that only when BIND_ADDRESS says so', () => {
    const open = Object.entries(compose.services).flatMap(([name, { ports = [] }]) =>
      ports.filter((port) => !port.startsWith('127.0.0.1:')).map((port) => [name, port]),
    );
    expect(open).toEqual([['react-admin', `\${BIND_ADDRESS:-127.0.0.1}:\${ADMIN_PORT:-3000}:3000`]]);
  });

  it("tells the broker its container's memory, by which it raises its alarm", () => {
    const told = readFileSync(join(__dirname, '../../docker/rabbitmq/advanced.config'), 'utf8');
    expect(`${/override_value, "(\d+)MiB"/.exec(told)?.[1]}m`).toBe(service('shared-rabbitmq').mem_limit);
  });

  it('starts what watches the fleet only when asked, and as nobody who owns anything', () => {
    const optional = Object.entries(compose.services).filter(([, { profiles }]) => profiles);
    expect(optional.map(([name, { profiles, user }]) => [name, profiles, user])).toEqual([
      ['prometheus', ['monitoring', 'grafana'], '65534:65534'],
      ['grafana', ['grafana'], '472:0'],
    ]);
  });

  it('takes every secret from .env', () => {
    for (const { environment = {} } of Object.values(compose.services)) {
      const secrets = Object.entries(environment).filter(([name]) => /PASS|SECRET|ENCRYPTION_KEY/.test(name));
      for (const [, value] of secrets) if (value !== null) expect(value).toMatch(/^\$\{\w+:\?.*\}$/);
    }
  });
});
