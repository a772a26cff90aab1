import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nginxConfiguration } from '../../react-admin/gateway/nginx-configuration.mjs';

const folder = join(__dirname, '../../react-admin/gateway');
const table = JSON.parse(readFileSync(join(folder, 'routes.json'), 'utf8'));
const text: string = nginxConfiguration(table);

/** The upstream that nginx would choose: its first regular expression that matches, as it does. */
function upstreamOf(path: string): string | undefined {
  const locations = text.matchAll(/location ~ (\S+) \{[^}]*set \$service http:\/\/([\w-]+):\d+;/g);
  return [...locations].find(([, expression]) => new RegExp(expression as string).test(path))?.[2];
}

describe('the gateway', () => {
  it.each([
    ['/api/v1/auth/login', 'auth-service'],
    ['/api/v1/users', 'user-service'],
    ['/api/v1/roles/1', 'user-service'],
    ['/api/v1/permissions', 'user-service'],
    ['/api/v1/customers/7', 'customer-service'],
    ['/api/v1/carriers', 'carrier-service'],
    ['/api/v1/pricing/calculate', 'pricing-service'],
    ['/api/services/carrier-service/health', 'carrier-service'],
    ['/api/services/pricing-service/messaging/dead-letters', 'pricing-service'],
  ])('sends %s to %s', (path, service) => {
    expect(upstreamOf(path)).toBe(service);
  });

  it.each([
    '/metrics',
    '/api/services/auth-service/metrics',
    '/api/services/auth-service/users',
    '/api/v1/customersx',
    '/api/v1/health',
    '/.well-known/jwks.json',
  ])('sends %s to no service', (path) => {
    expect(upstreamOf(path)).toBeUndefined();
  });

  /** What nginx does in a location. */
  const location = (name: string) => text.match(new RegExp(`location ${name} \\{\\n([^]*?)\\n    \\}`))?.[1] ?? '';

  it('shows the app on every path of its own, and asks again whether it has changed', () => {
    expect(location('/')).toContain('try_files $uri /index.html;');
    expect(location('/')).toContain('add_header Cache-Control "no-cache" always;');
  });

  it('lets assets be kept for a year, but not the answer that one is missing', () => {
    expect(location('/assets/')).toContain('add_header Cache-Control "public, max-age=31536000, immutable" always;');
    expect(location('/assets/')).toContain('try_files $uri @missing;');
    expect(location('@missing')).toMatch(/Cache-Control no-store always;\n *return 404 /);
  });

  it('says which service does not answer', () => {
    expect(location('@unavailable')).toContain('"code":"service_unavailable"');
    expect(location('@unavailable')).toContain('"service":"$name"');
    expect(text.match(/set \$name ([\w-]+);\n *set \$service http:\/\/\1:/g)).toHaveLength(
      Object.keys(table.routes).length + Object.keys(table.services).length,
    );
  });

  it('refuses a body that is too large in the form of the services', () => {
    expect(text).toContain('error_page 413 @too_large;');
    expect(location('@too_large')).toMatch(/problem\+json;\n *return 413 '.*"code":"body_too_large"/);
  });

  it.each(['/', '/assets/'])('sends the headers of pages with what is at %s', (name) => {
    for (const [header, value] of Object.entries(table.pageHeaders))
      expect(location(name)).toContain(`add_header ${header} "${value}" always;`);
  });

  it('looks every name up as requests come, and never keeps a list of its own', () => {
    expect(text).toMatch(/resolver 127\.0\.0\.11 valid=1s/);
    expect(text).not.toMatch(/^ *upstream /m);
    expect(text.match(/proxy_pass/g)).toHaveLength(text.match(/proxy_pass \$service;/g)?.length ?? 0);
  });
});
