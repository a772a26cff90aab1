import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, register } from 'prom-client';

const METRIC = 'http_request_duration_seconds';

/** Durations by route pattern, not by path: ids in a label would make a series each. */
export function measureRequests(fastify: FastifyInstance, service: string): void {
  register.setDefaultLabels({ service });
  if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics();
  const duration =
    (register.getSingleMetric(METRIC) as Histogram<'method' | 'route' | 'status'> | undefined) ??
    new Histogram({
      name: METRIC,
      help: 'Duration of HTTP requests in seconds',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions?.url ?? 'unknown';
    duration.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    done();
  });
}
