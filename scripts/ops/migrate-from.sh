#!/usr/bin/env bash
# Takes over the data of a previous system; scripts/fleet/src/migrate-from.ts does the work. See --help.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../setup/prepare.sh"
show_help migrate-from "$@"
require_node
# The services' own rules for their rows are used, as compiled.
install_and_build
fleet_command migrate-from "$@"
