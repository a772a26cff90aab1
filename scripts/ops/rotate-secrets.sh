#!/usr/bin/env bash
# Gives secrets in .env new random values; scripts/fleet/src/rotate-secrets.ts does the work. See --help.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../setup/prepare.sh"
show_help rotate-secrets "$@"
require_node
fleet_command rotate-secrets "$@"
