import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** For `npm run dev`: the same table as the gateways', with the addresses that scripts/fleet gives. */
const { services, routes, ownRoutes } = JSON.parse(
  readFileSync(new URL('gateway/routes.json', import.meta.url), 'utf8'),
);
const port = (service: string) =>
  process.env[`${service.toUpperCase().replaceAll('-', '_')}_PORT`] ?? services[service];
const target = (service: string) => ({ target: `http://127.0.0.1:${port(service)}`, xfwd: true });

const proxy = {
  ...Object.fromEntries(
    Object.entries<string>(routes).map(([path, service]) => [`^${path}(/|\\?|$)`, target(service)]),
  ),
  ...Object.fromEntries(
    Object.keys(services).map((service) => [
      `^/api/services/${service}/(${ownRoutes.join('|')})(/|\\?|$)`,
      { ...target(service), rewrite: (path: string) => path.replace(`/api/services/${service}`, '/api/v1') },
    ]),
  ),
};

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  server: { host: '127.0.0.1', port: Number(process.env.ADMIN_PORT ?? 3000), strictPort: true, proxy },
  build: { target: 'es2022', sourcemap: false, manifest: true },
});
