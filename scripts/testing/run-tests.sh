#!/usr/bin/env bash
# Runs every test from a fresh clone on; scripts/fleet/src/test-run.ts does the work. See --help.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../setup/prepare.sh"
show_help test-run "$@"
# Whoever reads the last line gets one, also when not a single test could be started.
trap 'echo "0 passed, 1 failed"' EXIT
require_node
# Only what runs the tests: npm run check, the first phase, builds the rest and reports what does not compile. One phase
# alone has none before it, and would test what was built some time ago.
case " $* " in
  *" --only "* | *" --only="* | *" --vary "*) install_and_build ;;
  *) install_and_build scripts/fleet ;;
esac
trap - EXIT
fleet_command test-run "$@"
