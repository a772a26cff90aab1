#!/bin/bash
# Run by the MySQL image once, when its data folder is new: the schema, the service's account without any right (the
# migrate step grants it each table), and the migrator with all rights on this schema. scripts/fleet/src/provision.ts
# does the same for the servers without Docker.

hybrid_accounts() {
  # Nothing of a value may end the string it stands in.
  quoted() { printf "'%s'" "$(printf '%s' "$1" | sed -e 's/\\/\\\\/g' -e "s/'/''/g")"; }
  local service migrator
  service="$(quoted "$SERVICE_USER")@'%'"
  migrator="$(quoted "$MIGRATOR_USER")@'%'"
  # Whether root has its password yet when this runs differs between images.
  local root=(mysql --protocol=socket --user=root)
  if MYSQL_PWD=$MYSQL_ROOT_PASSWORD "${root[@]}" -e 'DO 0' 2>/dev/null; then export MYSQL_PWD=$MYSQL_ROOT_PASSWORD; fi
  "${root[@]}" <<SQL
CREATE DATABASE IF NOT EXISTS \`$SCHEMA\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
CREATE USER IF NOT EXISTS $service IDENTIFIED BY $(quoted "$SERVICE_PASSWORD");
CREATE USER IF NOT EXISTS $migrator IDENTIFIED BY $(quoted "$MIGRATOR_PASSWORD");
GRANT ALL PRIVILEGES ON \`$SCHEMA\`.* TO $migrator WITH GRANT OPTION;
SQL
  local result=$?
  unset MYSQL_PWD
  return $result
}

hybrid_accounts
