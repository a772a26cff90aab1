#!/bin/bash
# Healthy: the broker itself says that it listens for AMQP, to the account that the services use. Asked over HTTP because
# starting rabbitmq-diagnostics costs a second of processor each time.
set -e
exec 3<>/dev/tcp/127.0.0.1/15672
printf 'GET /api/health/checks/port-listener/5672 HTTP/1.0\r\nHost: localhost\r\nAuthorization: Basic %s\r\n\r\n' \
  "$(printf '%s:%s' "$RABBITMQ_DEFAULT_USER" "$RABBITMQ_DEFAULT_PASS" | base64 | tr -d '\n')" >&3
IFS= read -r -t 4 status <&3
echo "$status"
[[ $status == *' 200 '* ]]
