# For the other scripts to source: finds Node, installs the npm packages and compiles. It sets $root and goes there.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
cd "$root"

require_node() {
  local found
  found=$(node --version 2>/dev/null || true)
  if ! [[ $found =~ ^v([0-9]+)\.([0-9]+) ]] ||
    ((BASH_REMATCH[1] < 20 || (BASH_REMATCH[1] == 20 && BASH_REMATCH[2] < 19))); then
    echo "Node.js 20.19 or newer is needed, and ${found:-none} was found." >&2
    echo "Install it from https://nodejs.org (or with nvm: nvm install 22), then run this again." >&2
    exit 1
  fi
}

# The packages are those of package-lock.json when the stamp of the last installation says so.
packages_are_current() {
  local stamp=node_modules/.hybrid-lock
  [ -f node_modules/.package-lock.json ] || return 1
  if [ -f "$stamp" ]; then [ "$(cat "$stamp")" = "$(sha256sum <package-lock.json)" ]; else
    [ ! package-lock.json -nt node_modules/.package-lock.json ]
  fi
}

# build [project]: after one that was killed the compiler's notes of what is up to date may not be true.
build() {
  local notes
  if [ -e .hybrid/build-unfinished ]; then
    for notes in packages/*/dist *-service/dist scripts/fleet/dist react-admin/gateway/dist; do
      rm -f "$notes"/*.tsbuildinfo
    done
  fi
  : >.hybrid/build-unfinished
  node node_modules/typescript7/bin/tsc -b "$@" && rm -f .hybrid/build-unfinished
}

# install_and_build [project]: one at a time, for two commands may be started at once. npm and the compiler inherit the
# lock: one that outlives this script is waited for.
install_and_build() {
  mkdir -p .hybrid
  exec 9>.hybrid/install.lock
  if ! flock -n 9; then
    echo "waiting for another command that installs or builds here"
    flock -w 600 9 || { echo "it is not done after 600 s" >&2; exit 1; }
  fi
  if ! packages_are_current; then
    echo "installing npm packages (npm ci)"
    # What says that packages are there goes first: npm deletes the old ones in no known order.
    rm -f node_modules/.hybrid-lock node_modules/.package-lock.json
    npm ci --no-audit --no-fund --loglevel=error
    sha256sum <package-lock.json >node_modules/.hybrid-lock.new
    mv node_modules/.hybrid-lock.new node_modules/.hybrid-lock
  fi
  build "$@"
  exec 9>&-
}

# show_help name [arguments]: the command's help, which needs nothing installed, when the arguments ask for it.
show_help() {
  local source=scripts/fleet/src/$1.ts argument
  shift
  for argument in "$@"; do
    case $argument in
      --) return ;;
      --help | -h) sed -n '/^const HELP = `/,/^`;/{//!p}' "$source" && exit 0 ;;
    esac
  done
}

# fleet_command name [arguments]: runs the compiled command; down, status and logs build nothing.
fleet_command() {
  local file=scripts/fleet/dist/$1.js
  shift
  if [ ! -f "$file" ]; then
    echo "Nothing was set up here yet: scripts/setup/hybrid-setup.sh does it." >&2
    exit 2
  fi
  exec node "$file" "$@"
}
