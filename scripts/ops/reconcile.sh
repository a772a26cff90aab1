#!/usr/bin/env bash
# Says the state of all records again as events; scripts/fleet/src/reconcile.ts does the work. See --help.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../setup/prepare.sh"
show_help reconcile "$@"
require_node
fleet_command reconcile "$@"
