#!/bin/bash
# Healthy: every migrator that this server is for (<PREFIX>_DB_MIGRATOR_USER) gets in over the network and finds its schema.
for variable in $(compgen -v | grep -E '^[A-Z]+_DB_MIGRATOR_USER$'); do
  prefix=${variable%_MIGRATOR_USER}
  password=${prefix}_MIGRATOR_PASSWORD schema=${prefix}_NAME
  MYSQL_PWD=${!password} mysql --protocol=tcp -h "$HOSTNAME" -u "${!variable}" "${!schema}" -e 'DO 0' || exit 1
done
