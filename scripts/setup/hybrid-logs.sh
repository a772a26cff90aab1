#!/usr/bin/env bash
# Shows the logs of the fleet's parts; scripts/fleet/src/logs.ts does the work. See --help.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
show_help logs "$@"
require_node
fleet_command logs "$@"
