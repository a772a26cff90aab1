export interface MariadbSettings {
  datadir: string;
  tmpdir: string;
  port: number;
  initFile: string;
  /** Tests: a crash of the machine may lose the last second, a crash of the server nothing. */
  fast: boolean;
}

/** The text of the server's option file. Collation, SQL mode and time zone are the same wherever the fleet runs. */
export function mariadbConfiguration({ datadir, tmpdir, port, initFile, fast }: MariadbSettings): string {
  return `[mariadbd]
datadir=${datadir}
tmpdir=${tmpdir}
port=${port}
bind-address=127.0.0.1
socket=mariadb.sock
pid-file=mariadb.pid
init-file=${initFile}
skip-name-resolve
character-set-server=utf8mb4
collation-server=utf8mb4_unicode_520_ci
sql-mode=STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY
default-time-zone=+00:00
innodb-ft-enable-stopword=OFF
innodb-ft-min-token-size=3
innodb-buffer-pool-size=64M
innodb-lock-wait-timeout=5
performance-schema=OFF
max-connections=200
${fast ? 'innodb-flush-log-at-trx-commit=2\n' : ''}`;
}
