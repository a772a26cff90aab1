#!/bin/bash
# Run by the MySQL image once, when its data folder is new. Whether root has its password yet then differs between images.
hybrid_first_start() {
  local root=(mysql --protocol=socket --user=root)
  if MYSQL_PWD=$MYSQL_ROOT_PASSWORD "${root[@]}" -e 'DO 0' 2>/dev/null; then
    bash /opt/fleet/accounts.sh | MYSQL_PWD=$MYSQL_ROOT_PASSWORD "${root[@]}"
  else
    bash /opt/fleet/accounts.sh | "${root[@]}"
  fi
}

hybrid_first_start
