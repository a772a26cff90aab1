#!/usr/bin/env bash
# Restores a backup of the fleet; scripts/fleet/src/restore.ts does the work. See --help.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../setup/prepare.sh"
show_help restore "$@"
require_node
fleet_command restore "$@"
