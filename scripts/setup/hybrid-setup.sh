#!/usr/bin/env bash
# Sets up and starts the fleet with one command; scripts/fleet/src/up.ts does the work. See --help.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
show_help up "$@"
require_node
install_and_build
fleet_command up "$@"
