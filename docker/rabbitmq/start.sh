#!/bin/bash
# Starts RabbitMQ with the password that the environment says now, not with that of its first start: a changed .env is enough
# to change it. The definitions lie in memory, and only the broker's user may read them.
set -euo pipefail
quoted() { printf '"%s"' "$(printf '%s' "$1" | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g')"; }
user=$(quoted "$RABBITMQ_DEFAULT_USER") vhost=$(quoted "$RABBITMQ_DEFAULT_VHOST")

(
  umask 077
  cat >/run/fleet/definitions.json <<JSON
{
  "users": [{ "name": $user, "password": $(quoted "$RABBITMQ_DEFAULT_PASS"), "tags": "administrator" }],
  "vhosts": [{ "name": $vhost }],
  "permissions": [{ "user": $user, "vhost": $vhost, "configure": ".*", "write": ".*", "read": ".*" }]
}
JSON
  chown rabbitmq /run/fleet /run/fleet/definitions.json
)
echo 'load_definitions = /run/fleet/definitions.json' >/etc/rabbitmq/conf.d/20-definitions.conf
exec docker-entrypoint.sh rabbitmq-server
