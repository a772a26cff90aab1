// Writes nginx's configuration from the routing table: node nginx-configuration.mjs routes.json > nginx.conf
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * An address in a variable is looked up as requests come, so a replica that comes, goes or moves is noticed, and each
 * request has all replicas to try. An `upstream` block with `resolve` does not do: a request that is trying the next
 * replica when the list changes is given up (502). It would keep connections, too, and a POST that is sent into one that
 * the other end is just closing is neither answered nor sent again.
 */
const route = (prefix, service, port) => `    location ~ ^${prefix}(/|$) {
      set $name ${service};
      set $service http://${service}:${port};
      proxy_pass $service;
    }`;

/** What each service says of itself is reached by the service's name, because the paths are the same in all of them. */
const ownRoutes = (service, port, names) => `    location ~ ^/api/services/${service}/(${names.join('|')})(/|$) {
      set $name ${service};
      set $service http://${service}:${port};
      rewrite ^/api/services/[^/]+/(.*)$ /api/v1/$1 break;
      proxy_pass $service;
    }`;

/** `types {}` stands before each in the configuration: else the ending of the asked path says what the answer is. */
const problem = (status, title, code, more = {}) =>
  JSON.stringify({ type: 'about:blank', title, status, code, detail: `${title}.`, ...more });

/** nginx inherits no add_header into a block that has one of its own: each has all of them. */
const headers = (named) =>
  Object.entries(named)
    .map(([name, value]) => `      add_header ${name} "${value}" always;`)
    .join('\n');

export function nginxConfiguration({ services, routes, ownRoutes: own, pageHeaders }) {
  return `worker_processes 2;
pid /tmp/nginx.pid;
error_log /dev/stderr warn;
events { worker_connections 1024; }
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  # No query: it may hold what a person searched for.
  log_format requests '$remote_addr $request_method $uri $status $body_bytes_sent $request_time $upstream_addr';
  access_log /dev/stdout requests;
  server_tokens off;
  sendfile on;
  keepalive_timeout 65;
  client_body_temp_path /tmp/body;
  proxy_temp_path /tmp/proxy;
  fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi;
  scgi_temp_path /tmp/scgi;
  gzip on;
  gzip_types text/css text/javascript application/javascript application/json image/svg+xml;
  # The bundle was compressed when it was built.
  gzip_static on;
  gzip_vary on;
  charset utf-8;
  charset_types text/css text/javascript application/javascript;

  # Docker's own.
  resolver 127.0.0.11 valid=1s ipv6=off;
  resolver_timeout 2s;

  server {
    listen 3000;
    root /usr/share/nginx/html;
    client_max_body_size 1m;

    proxy_http_version 1.1;
    proxy_set_header Connection close;
    proxy_set_header Host $http_host;
    # Set, not added to: what a caller claims of its own address is not passed on.
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto $scheme;
    # The replicas are in this network: one that has not accepted by then is gone.
    proxy_connect_timeout 500ms;
    # While waiting for the service, not while a slow client takes an export, which is not buffered: the service asks for
    # that with X-Accel-Buffering.
    proxy_read_timeout 30s;
    # Another replica is asked when one cannot be reached; a POST only when none of it was sent.
    proxy_next_upstream error timeout;
    proxy_next_upstream_tries 3;
    error_page 502 504 =503 @unavailable;
    error_page 413 @too_large;

${Object.entries(routes)
  .map(([prefix, service]) => route(prefix, service, services[service]))
  .join('\n')}
${Object.entries(services)
  .map(([service, port]) => ownRoutes(service, port, own))
  .join('\n')}
    location /api/ {
      types {}
      default_type application/problem+json;
      return 404 '${problem(404, 'No such address', 'not_found')}';
    }
    location @unavailable {
      types {}
      default_type application/problem+json;
      add_header Retry-After 2 always;
      return 503 '${problem(503, '$name does not answer', 'service_unavailable', { service: '$name' })}';
    }
    location @too_large {
      types {}
      default_type application/problem+json;
      return 413 '${problem(413, 'The body is larger than 1 MB', 'body_too_large')}';
    }
    # The names in assets/ change with the content.
    location /assets/ {
${headers({ ...pageHeaders, 'Cache-Control': 'public, max-age=31536000, immutable' })}
      try_files $uri @missing;
    }
    # Kept by nobody: the next release may have it, or the one before.
    location @missing {
      types {}
      default_type application/problem+json;
      add_header Cache-Control no-store always;
      return 404 '${problem(404, 'No such address', 'not_found')}';
    }
    location / {
${headers({ ...pageHeaders, 'Cache-Control': 'no-cache' })}
      try_files $uri /index.html;
    }
  }
}
`;
}

const [, program, table] = process.argv;
if (table && import.meta.url === pathToFileURL(program).href) {
  process.stdout.write(nginxConfiguration(JSON.parse(readFileSync(table, 'utf8'))));
}
