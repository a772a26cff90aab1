#!/usr/bin/env bash
# Test servers that stay up while one works on a test; scripts/fleet/src/test-servers.ts does the work. See --help.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../setup/prepare.sh"
show_help test-servers "$@"
require_node
install_and_build
fleet_command test-servers "$@"
