import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

export const ROOT = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

export interface AlertRule {
  alert: string;
  expr: string;
  for?: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

export function alertRules(): AlertRule[] {
  const { groups } = load(read('docker/monitoring/prometheus/alerts.yml')) as { groups: { rules: AlertRule[] }[] };
  return groups.flatMap(({ rules }) => rules);
}

export interface Panel {
  title: string;
  type: string;
  gridPos: { x: number; y: number; w: number; h: number };
  datasource?: { uid: string };
  targets?: { expr: string }[];
}

export interface Dashboard {
  uid: string;
  panels: Panel[];
  templating: { list: { name: string; definition: string }[] };
}

export const dashboard = (): Dashboard =>
  JSON.parse(read('docker/monitoring/grafana/dashboards/hybrid-fleet.json')) as Dashboard;

/** The queries of the dashboard's panels. */
export const dashboardQueries = (): { title: string; expr: string }[] =>
  dashboard().panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ title, expr })));

export const scrapeConfiguration = () =>
  load(read('docker/monitoring/prometheus/prometheus.yml')) as {
    global: { scrape_timeout: string };
    rule_files: string[];
    scrape_configs: {
      job_name: string;
      dns_sd_configs?: { names: string[]; type: string; port: number }[];
      static_configs?: { targets: string[] }[];
    }[];
  };

/** The metrics that docs/architecture/metrics.md describes, with their labels. */
export function documentedMetrics(): Map<string, string[]> {
  const rows = read('docs/architecture/metrics.md').matchAll(/^\| `(\w+)` \|([^|]*)\|/gm);
  return new Map(
    [...rows].map(([, name, labels]): [string, string[]] => [
      name as string,
      (labels as string).trim().split(', ').filter(Boolean).sort(),
    ]),
  );
}

/** The anchors of docs/operations.md, made as GitHub makes them. */
export function operationsAnchors(): string[] {
  const headings = read('docs/operations.md').matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, text]) =>
    (text as string)
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

const WORDS = new Set(['and', 'or', 'unless', 'on', 'ignoring', 'by', 'without', 'bool', 'offset']);

/** The metrics that a PromQL expression reads, without what a histogram or counter adds to its name. */
export function metricsOf(expression: string): string[] {
  const bare = expression
    .replace(/"(?:\\.|[^"\\])*"/g, '')
    .replace(/\{[^}]*\}/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, ' ');
  const names = [...bare.matchAll(/[a-zA-Z_:][\w:]*(?!\w*\s*\()/g)].map(([name]) => name);
  return [...new Set(names.filter((name) => !WORDS.has(name)))].map((name) =>
    name.replace(/^(http_.*)_(bucket|count|sum)$/, '$1'),
  );
}
