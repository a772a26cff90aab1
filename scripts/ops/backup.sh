#!/usr/bin/env bash
# Backs the fleet up; scripts/fleet/src/backup.ts does the work. See --help.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../setup/prepare.sh"
show_help backup "$@"
require_node
fleet_command backup "$@"
