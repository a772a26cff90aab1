import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { until } from '../../packages/service-kit/test/until.js';
import { alertRules, dashboardQueries, metricsOf, scrapeConfiguration } from '../support/monitoring-files.js';
import { GatewayCaller } from './support/gateway.js';
import { settings, setUp, tree } from './support/tree.js';

/** The slowest rule takes 3 minutes: scrape, evaluation and its `for`. */
const SECONDS = 300;

interface Alert {
  labels: Record<string, string>;
  state: 'pending' | 'firing';
}
interface Target {
  labels: { job: string; service: string; instance: string };
  health: string;
  lastError: string;
}

function compose(...args: string[]): string {
  const command = ['compose', '-f', 'docker-compose.hybrid.yml', '--profile', 'monitoring', ...args];
  return execFileSync('docker', command, { cwd: tree(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function promtool(...args: string[]): { code: number | null; output: string } {
  const mount = `${join(tree(), 'docker/monitoring')}:/monitoring:ro`;
  const command = ['run', '--rm', '--entrypoint', 'promtool', '-v', mount, 'prom/prometheus:v3.5.3', ...args];
  const { status, stdout, stderr } = spawnSync('docker', command, { encoding: 'utf8' });
  return { code: status, output: stdout + stderr };
}

async function ask<T>(path: string, query: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(
    `http://127.0.0.1:${settings().PROMETHEUS_PORT}/api/v1/${path}?${new URLSearchParams(query)}`,
  );
  const body = (await answer.json()) as { data: T; error?: string };
  if (!answer.ok) throw new Error(`${path}: ${body.error}`);
  return body.data;
}

const targets = async () => (await ask<{ activeTargets: Target[] }>('targets')).activeTargets;
const alerts = async () => (await ask<{ alerts: Alert[] }>('alerts')).alerts;
const count = async (query: string) => (await ask<{ result: unknown[] }>('query', { query })).result.length;

/** The states of one alert, of all series together. */
const statesOf = async (name: string, service?: string) =>
  (await alerts())
    .filter(({ labels }) => labels.alertname === name && (!service || labels.service === service))
    .map(({ state }) => state);

/** Answers how many seconds it took. */
async function secondsUntil<T>(read: () => Promise<T>, wanted: (value: T) => boolean): Promise<number> {
  const started = Date.now();
  await until(read, wanted, { seconds: SECONDS, everyMs: 1000 });
  return Math.round((Date.now() - started) / 1000);
}

describe('the monitoring profile', () => {
  beforeAll(() => setUp('--monitoring'));
  // Starts again what a failed test left stopped, too.
  afterAll(() => setUp('--no-monitoring'));

  it('has a configuration and rules that promtool accepts, and rules that do what their tests say', () => {
    expect(promtool('check', 'config', '/monitoring/prometheus/prometheus.yml')).toMatchObject({ code: 0 });
    const { code, output } = promtool('test', 'rules', '/monitoring/alerts.test.yml');
    expect([code, output]).toEqual([0, expect.stringContaining('SUCCESS')]);
  });

  it('scrapes every replica of every service, RabbitMQ and itself', async () => {
    const all = (found: Target[]) => found.every(({ health }) => health === 'up');
    await secondsUntil(targets, (found) => found.length >= 8 && all(found));
    const services = (await targets()).filter(({ labels }) => labels.job === 'services');
    const wanted = scrapeConfiguration().scrape_configs[0]?.dns_sd_configs?.flatMap(({ names }) => names);
    expect(new Set(services.map(({ labels }) => labels.service))).toEqual(new Set(wanted));
    expect(await count('{__name__=~".+", exported_service!=""}')).toBe(0);
    expect(
      await count('hybrid_build_info{service="auth-service", job="services", instance=~".+:3001"}'),
    ).toBeGreaterThan(0);
  });

  it('finds a replica that is added, and forgets it when it is gone', async () => {
    const carriers = async () => (await targets()).filter(({ labels }) => labels.service === 'carrier-service');
    const before = (await carriers()).length;
    compose('run', '--detach', '--no-deps', '--use-aliases', '--name', 'carrier-service-added', 'carrier-service');
    try {
      await secondsUntil(
        carriers,
        (found) => found.length === before + 1 && found.every(({ health }) => health === 'up'),
      );
    } finally {
      execFileSync('docker', ['rm', '--force', 'carrier-service-added'], { stdio: 'ignore' });
    }
    await secondsUntil(carriers, (found) => found.length === before && found.every(({ health }) => health === 'up'));
  });

  it('loads every rule, and none fires on a fleet at rest', async () => {
    const { groups } = await ask<{ groups: { rules: { name: string; health: string }[] }[] }>('rules');
    const loaded = groups.flatMap(({ rules }) => rules.map(({ name }) => name));
    // Prometheus answers the groups in an order of its own.
    expect(loaded.sort()).toEqual(
      alertRules()
        .map(({ alert }) => alert)
        .sort(),
    );
    await secondsUntil(alerts, (found) => found.length === 0);
  });

  it('has an answer to every query of the dashboard, and every metric that a rule reads', async () => {
    // Something to show: requests that are no health checks.
    await GatewayCaller.asAdmin();
    const concrete = (expr: string) => expr.replaceAll('$__rate_interval', '1m').replaceAll('$service', '.+');
    const unanswered = async () => {
      const queries = dashboardQueries().filter(({ expr }) => expr !== 'ALERTS');
      const empty = await Promise.all(queries.map(async ({ expr }) => (await count(concrete(expr))) === 0));
      return queries.filter((_, n) => empty[n]).map(({ title }) => title);
    };
    await secondsUntil(unanswered, (titles) => titles.length === 0);
    const names = new Set(await ask<string[]>('label/__name__/values'));
    const read = [...new Set(alertRules().flatMap(({ expr }) => metricsOf(expr)))];
    const shown = (name: string) => names.has(name) || names.has(`${name}_count`);
    expect(read.filter((name) => !shown(name))).toEqual([]);
  });

  it('fires BrokerDown when the broker stops, and falls silent when it is back', async () => {
    compose('stop', 'shared-rabbitmq');
    const pending = await secondsUntil(
      () => statesOf('BrokerDown'),
      (states) => states.length > 0,
    );
    const firing = await secondsUntil(
      () => statesOf('BrokerDown'),
      (states) => states.includes('firing'),
    );
    expect(await statesOf('PartDown')).toEqual([]);
    compose('start', 'shared-rabbitmq');
    const silent = await secondsUntil(
      () => statesOf('BrokerDown'),
      (states) => states.length === 0,
    );
    console.log(`BrokerDown: pending after ${pending} s, firing ${firing} s later, silent ${silent} s after the start`);
  });

  it("fires DatabaseDown for one service only when its database stops, while that service's metrics go on", async () => {
    compose('stop', 'pricing-service-db');
    const firing = await secondsUntil(
      () => statesOf('DatabaseDown', 'pricing-service'),
      (states) => states.includes('firing'),
    );
    expect(
      (await alerts()).filter(
        ({ labels }) => labels.alertname === 'DatabaseDown' && labels.service !== 'pricing-service',
      ),
    ).toEqual([]);
    expect(await count('up{service="pricing-service"} == 1')).toBeGreaterThan(0);
    compose('start', 'pricing-service-db');
    const silent = await secondsUntil(
      () => statesOf('DatabaseDown'),
      (states) => states.length === 0,
    );
    console.log(`DatabaseDown: firing after ${firing} s, silent ${silent} s after the start`);
  });

  it('fires NoReplica for a service that is stopped', async () => {
    compose('stop', 'carrier-service');
    const firing = await secondsUntil(
      () => statesOf('NoReplica', 'carrier-service'),
      (states) => states.includes('firing'),
    );
    compose('start', 'carrier-service');
    const silent = await secondsUntil(
      () => statesOf('NoReplica'),
      (states) => states.length === 0,
    );
    console.log(`NoReplica: firing after ${firing} s, silent ${silent} s after the start`);
  });
});
