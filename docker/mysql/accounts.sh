#!/bin/bash
# Writes the SQL of the accounts, for each prefix in the environment (SHARED_DB, CUSTOMER_DB, …), a statement a line: the
# schema, the service's account without any right (the migrate step grants it each table), and the migrator with all rights
# on this schema, both with the passwords of the environment. scripts/fleet/src/provision.ts does the same for the servers
# without Docker.

# Nothing of a value may end the string it stands in.
quoted() { printf "'%s'" "$(printf '%s' "$1" | sed -e 's/\\/\\\\/g' -e "s/'/''/g")"; }

with_password() {
  printf "CREATE USER IF NOT EXISTS %s@'%%';\n" "$(quoted "$1")"
  printf "ALTER USER %s@'%%' IDENTIFIED BY %s;\n" "$(quoted "$1")" "$(quoted "$2")"
}

for name in $(compgen -v | grep -E '^[A-Z]+_DB_NAME$'); do
  prefix=${name%_NAME}
  user=${prefix}_USER password=${prefix}_PASSWORD
  migrator=${prefix}_MIGRATOR_USER migrator_password=${prefix}_MIGRATOR_PASSWORD
  printf 'CREATE DATABASE IF NOT EXISTS `%s` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;\n' "${!name}"
  with_password "${!user}" "${!password}"
  with_password "${!migrator}" "${!migrator_password}"
  printf "GRANT ALL PRIVILEGES ON \`%s\`.* TO %s@'%%' WITH GRANT OPTION;\n" "${!name}" "$(quoted "${!migrator}")"
done
