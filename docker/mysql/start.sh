#!/bin/bash
# Starts MySQL with the passwords that the environment says now, not with those of its first start: a changed .env is enough
# to change them. On a new data folder first-start.sh does it. The file lies in memory, and only the server's user may read it.
set -euo pipefail
arguments=("$@")
if [ -d /var/lib/mysql/mysql ]; then
  umask 077
  . /opt/fleet/accounts.sh >/run/fleet/accounts.sql
  printf "ALTER USER 'root'@'localhost' IDENTIFIED BY %s;\n" "$(quoted "$MYSQL_ROOT_PASSWORD")" >>/run/fleet/accounts.sql
  chown mysql /run/fleet /run/fleet/accounts.sql
  arguments+=(--init-file=/run/fleet/accounts.sql)
fi
exec docker-entrypoint.sh "${arguments[@]}"
