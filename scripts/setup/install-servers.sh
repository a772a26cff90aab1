#!/usr/bin/env bash
# Installs the named packages of Debian or Ubuntu without starting the servers that they bring: the fleet starts private
# instances of its own. Servers that run on this machine already are left alone. Needs root.
#   sudo scripts/setup/install-servers.sh [package...]       default: mariadb-server redis-server rabbitmq-server
#   sudo scripts/setup/install-servers.sh --finish           only what a run that was killed left; hybrid-setup.sh does it
set -euo pipefail

if [ "${1:-}" = --help ] || [ "${1:-}" = -h ]; then
  sed -n '2,5s/^# \{0,1\}//p' "$0"
  exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "This needs root: sudo $0 $*" >&2
  exit 1
fi
. "$(dirname "${BASH_SOURCE[0]}")/service-policy.sh"
case ${1:-} in
  --finish) set -- ;;
  '') set -- mariadb-server redis-server rabbitmq-server ;;
esac
policy=/usr/sbin/policy-rc.d
wait_seconds=500

# One at a time on this machine: the lock is on the policy's folder, and dies with this script.
exec 9<"${policy%/*}"
if ! flock -n 9; then
  echo "waiting for another installation to end"
  flock -w "$wait_seconds" 9 || { echo "it is not done after $wait_seconds s" >&2; exit 1; }
fi

status_of() { dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null || true; }

# What another run left unfinished, and what is not here yet. Others keep their version, and start with the machine as before.
read -ra packages <<<"$(policy_packages "$policy")"
for package in "$@"; do
  case " ${packages[*]} " in *" $package "*) continue ;; esac
  [ "$(status_of "$package")" = installed ] || packages+=("$package")
done
# A policy that stays says that there is something to finish.
nothing_begun() {
  local package
  for package in "${packages[@]}"; do
    case $(status_of "$package") in '' | not-installed | config-files) ;; *) return 1 ;; esac
  done
  [ -z "$(dpkg --audit)" ]
}
give_up() {
  if nothing_begun; then lift_policy "$policy"; else echo "The installation is unfinished: sudo $0 --finish" >&2; fi
}
trap give_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
put_policy "$policy" "${packages[@]}"

# Runs a command, again and again while an apt or dpkg has the lock, for example one whose script was killed.
patiently() {
  local errors status
  while :; do
    status=0
    errors=$(LC_ALL=C "$@" 9<&- 2>&1 >&8) || status=$?
    case $errors in
      *"lock was locked by"* | *"Could not get lock"*) ((SECONDS < wait_seconds)) && sleep 2 && continue ;;
    esac
    [ -z "$errors" ] || echo "$errors" >&2
    return "$status"
  done 8>&1
}

# Waits for what a run that was killed left running: no maintainer script bears running twice at a time. A minute at most,
# for one may have started a daemon that stays.
wait_for_survivors() {
  local until=$((SECONDS + 60))
  while grep -qsz '^HYBRID_FLEET_INSTALLS=1$' /proc/[0-9]*/environ && ((SECONDS < until)); do sleep 0.5; done
}

if [ ${#packages[@]} -gt 0 ]; then
  wait_for_survivors
  export HYBRID_FLEET_INSTALLS=1 DEBIAN_FRONTEND=noninteractive
  # What it cannot configure, apt unpacks anew below.
  patiently dpkg --force-confdef --force-confold --configure -a || true
  patiently apt-get -q update
  # --no-remove: rather fail than replace another database server that is installed here.
  apt-get -q -o DPkg::Lock::Timeout=$wait_seconds -o DPkg::Options::=--force-confdef -o DPkg::Options::=--force-confold \
    install -y --fix-broken --no-install-recommends --no-remove "${packages[@]}" 9<&-
  # They must not start with the machine either, and take the fleet's ports.
  if command -v systemctl >/dev/null; then
    for package in "${packages[@]}"; do
      systemctl disable --quiet "${package/mariadb-server/mariadb}" 2>/dev/null || true
    done
  fi
fi
trap - EXIT
lift_policy "$policy"
