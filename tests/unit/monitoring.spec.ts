import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  alertRules,
  dashboard,
  dashboardQueries,
  documentedMetrics,
  metricsOf,
  operationsAnchors,
  ROOT,
  scrapeConfiguration,
} from '../support/monitoring-files.js';

const rules = alertRules();
const table = JSON.parse(readFileSync(join(ROOT, 'react-admin/gateway/routes.json'), 'utf8')) as {
  services: Record<string, number>;
};

/** Not shown by our services: Prometheus' own, those of prom-client's defaults and of RabbitMQ. */
const OTHERS = /^(up|ALERTS|prometheus_\w+|process_\w+|nodejs_\w+|rabbitmq_\w+)$/;

describe('metricsOf', () => {
  it.each([
    ['up{job="services"} == 0', ['up']],
    ['sum by (service, le) (rate(http_request_duration_seconds_bucket[5m])) > 1', ['http_request_duration_seconds']],
    ['max(hybrid_ready) == 0 unless on (part) hybrid_part_up{part=~"a|b"}', ['hybrid_ready', 'hybrid_part_up']],
    ['changes(max by (a) (process_x{b="c"})[15m:15s]) > 2 or vector(0)', ['process_x']],
  ])('%s', (expression, names) => {
    expect(metricsOf(expression)).toEqual(names);
  });
});

describe('the alert rules', () => {
  it.each(rules.map((rule) => [rule.alert, rule] as const))('%s says what is wrong, how bad, and where', (_, rule) => {
    expect(Object.keys(rule.annotations).sort()).toEqual(['runbook', 'summary']);
    expect(['critical', 'warning']).toContain(rule.labels.severity);
    expect(rule.annotations.summary).toMatch(
      /\{\{ \$(labels\.(service|job)|value)\b|shared-(rabbitmq|redis)|^No replica of \S+-service/,
    );
    expect(rule.annotations.runbook).toBe(`docs/operations.md#alert-${rule.alert.toLowerCase()}`);
  });

  it('have a runbook each in docs/operations.md, and it has none without a rule', () => {
    const anchors = operationsAnchors().filter((anchor) => anchor.startsWith('alert-'));
    expect(anchors.sort()).toEqual([...new Set(rules.map(({ alert }) => `alert-${alert.toLowerCase()}`))].sort());
  });

  it('miss each service of the fleet when it is gone', () => {
    const missed = rules.filter(({ alert }) => alert === 'NoReplica');
    expect(missed.map(({ labels }) => labels.service).sort()).toEqual(Object.keys(table.services).sort());
    for (const { expr, labels } of missed) expect(expr).toContain(`service="${labels.service}"`);
  });

  it("speak of the services' memory limit as docker-compose.hybrid.yml sets it", () => {
    const compose = readFileSync(join(ROOT, 'docker-compose.hybrid.yml'), 'utf8');
    expect(compose).toMatch(/^x-process: &process\n(?: {2}.*\n)*? {2}mem_limit: 512m$/m);
    expect(rules.find(({ alert }) => alert === 'MemoryNearLimit')?.expr).toContain('512 * 1024 * 1024');
  });
});

describe('what Prometheus scrapes', () => {
  it('is every replica of every service, by its name and port', () => {
    const services = scrapeConfiguration().scrape_configs.find(({ job_name }) => job_name === 'services');
    const targets = (services?.dns_sd_configs ?? []).map(({ names, type, port }) => [names.join(), type, port]);
    expect(targets).toEqual(Object.entries(table.services).map(([name, port]) => [name, 'A', port]));
  });
});

describe('the dashboard', () => {
  const queries = dashboardQueries();

  it('has a title for each panel, no two of them in one place, and all on the provisioned source', () => {
    const { panels } = dashboard();
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, n) => `${x + (n % w)},${y + Math.floor(n / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(panels.filter(({ title }) => !title)).toEqual([]);
    const drawn = panels.filter(({ type }) => type !== 'row');
    expect(new Set(drawn.map(({ datasource }) => datasource?.uid))).toEqual(new Set(['prometheus']));
    expect(drawn.filter(({ targets }) => !targets?.length)).toEqual([]);
    const source = readFileSync(
      join(ROOT, 'docker/monitoring/grafana/provisioning/datasources/prometheus.yml'),
      'utf8',
    );
    expect(source).toContain('uid: prometheus\n');
  });

  it('and the rules read only metrics that somebody shows', () => {
    const documented = documentedMetrics();
    expect(documented.size).toBeGreaterThan(10);
    const read = [...queries, ...rules].flatMap(({ expr }) => metricsOf(expr));
    expect([...new Set(read)].filter((name) => !documented.has(name) && !OTHERS.test(name))).toEqual([]);
  });

  it('shows every metric that the fleet makes itself', () => {
    const shown = new Set(queries.flatMap(({ expr }) => metricsOf(expr)));
    expect([...documentedMetrics().keys()].filter((name) => !shown.has(name))).toEqual([]);
  });
});
