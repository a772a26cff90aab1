#!/usr/bin/env bash
# Makes the first admin of a fleet and prints a one-time link; scripts/fleet/src/create-admin.ts does the work. See --help.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../setup/prepare.sh"
show_help create-admin "$@"
require_node
fleet_command create-admin "$@"
