#!/usr/bin/env bash
# Installs the named packages of Debian or Ubuntu without starting the servers that they bring: the fleet starts private
# instances of its own. Servers that run on this machine already are left alone. Needs root.
#   sudo scripts/setup/install-servers.sh [package...]       default: mariadb-server redis-server rabbitmq-server
set -euo pipefail

if [ "${1:-}" = --help ] || [ "${1:-}" = -h ]; then
  sed -n '2,4s/^# \{0,1\}//p' "$0"
  exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "This needs root: sudo $0 $*" >&2
  exit 1
fi
[ $# -gt 0 ] || set -- mariadb-server redis-server rabbitmq-server

# Debian asks this file before it starts a service; 101 forbids it. One that was there comes back afterwards.
policy=/usr/sbin/policy-rc.d
saved=$policy.before-hybrid-fleet
restore() {
  rm -f "$policy"
  [ ! -e "$saved" ] || mv "$saved" "$policy"
}
if [ -e "$policy" ] && [ ! -e "$saved" ]; then mv "$policy" "$saved"; fi
trap restore EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
printf '#!/bin/sh\nexit 101\n' >"$policy"
chmod 755 "$policy"

apt() { DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=500 "$@"; }
apt update
# --no-remove: rather fail than replace another database server that is installed here.
apt install -y --no-install-recommends --no-remove "$@"

# They must not start with the machine either, and take the fleet's ports.
if command -v systemctl >/dev/null; then
  for package in "$@"; do
    systemctl disable --quiet "${package/mariadb-server/mariadb}" 2>/dev/null || true
  done
fi
