#!/usr/bin/env bash
# Takes pictures of every page of the admin; scripts/fleet/src/screenshots.ts does the work. See --help.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../setup/prepare.sh"
show_help screenshots "$@"
require_node
install_and_build
fleet_command screenshots "$@"
