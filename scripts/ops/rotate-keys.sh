#!/usr/bin/env bash
# Adds the next key that signs access tokens; scripts/fleet/src/rotate-keys.ts does the work. See --help.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../setup/prepare.sh"
show_help rotate-keys "$@"
require_node
fleet_command rotate-keys "$@"
