#!/bin/bash
# Run by the MySQL image once, when its data folder is new. For each prefix in the environment (SHARED_DB, CUSTOMER_DB, …):
# the schema, the service's account without any right (the migrate step grants it each table), and the migrator with all
# rights on this schema. scripts/fleet/src/provision.ts does the same for the servers without Docker.

hybrid_accounts() {
  # Nothing of a value may end the string it stands in.
  quoted() { printf "'%s'" "$(printf '%s' "$1" | sed -e 's/\\/\\\\/g' -e "s/'/''/g")"; }
  # Whether root has its password yet when this runs differs between images.
  local root=(mysql --protocol=socket --user=root)
  if MYSQL_PWD=$MYSQL_ROOT_PASSWORD "${root[@]}" -e 'DO 0' 2>/dev/null; then export MYSQL_PWD=$MYSQL_ROOT_PASSWORD; fi
  local name prefix result=0
  for name in $(compgen -v | grep -E '^[A-Z]+_DB_NAME$'); do
    prefix=${name%_NAME}
    local user=${prefix}_USER password=${prefix}_PASSWORD
    local migrator=${prefix}_MIGRATOR_USER migrator_password=${prefix}_MIGRATOR_PASSWORD
    "${root[@]}" <<SQL || result=1
CREATE DATABASE IF NOT EXISTS \`${!name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
CREATE USER IF NOT EXISTS $(quoted "${!user}")@'%' IDENTIFIED BY $(quoted "${!password}");
CREATE USER IF NOT EXISTS $(quoted "${!migrator}")@'%' IDENTIFIED BY $(quoted "${!migrator_password}");
GRANT ALL PRIVILEGES ON \`${!name}\`.* TO $(quoted "${!migrator}")@'%' WITH GRANT OPTION;
SQL
  done
  unset MYSQL_PWD
  return $result
}

hybrid_accounts
