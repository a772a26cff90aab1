#!/usr/bin/env bash
# Restarts or upgrades the services of a running fleet one replica at a time; scripts/fleet/src/rolling-restart.ts does the
# work. See --help.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../setup/prepare.sh"
show_help rolling-restart "$@"
require_node
for argument in "$@"; do
  if [ "$argument" = --upgrade ]; then install_and_build; fi
done
fleet_command rolling-restart "$@"
