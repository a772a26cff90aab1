#!/usr/bin/env bash
# Tries a running fleet, native or in containers; scripts/fleet/src/smoke-test.ts does the work. See --help.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../setup/prepare.sh"
show_help smoke-test "$@"
require_node
install_and_build scripts/fleet
fleet_command smoke-test "$@"
