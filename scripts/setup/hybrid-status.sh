#!/usr/bin/env bash
# Shows the fleet's parts and their health; scripts/fleet/src/status.ts does the work. See --help.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
show_help status "$@"
require_node
fleet_command status "$@"
