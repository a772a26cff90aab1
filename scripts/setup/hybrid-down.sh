#!/usr/bin/env bash
# Stops the fleet; scripts/fleet/src/down.ts does the work. See --help.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
show_help down "$@"
require_node
fleet_command down "$@"
