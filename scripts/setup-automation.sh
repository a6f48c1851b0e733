#!/usr/bin/env bash
# Prepares this folder: packages, build, Claude Code. Needs git, Node 20 or newer, and npm. Safe to run again.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: scripts/setup-automation.sh [--quiet] [--without-claude]

  --quiet           say only what is being done, nothing about what is there already
  --without-claude  packages and build only
TEXT
}

quiet=no
claude=yes
for argument in "$@"; do
  case $argument in
    --quiet) quiet=yes ;;
    --without-claude) claude=no ;;
    -h | --help) usage; exit 0 ;;
    *) echo "Unknown option: $argument" >&2; usage >&2; exit 2 ;;
  esac
done

cd "$(dirname "${BASH_SOURCE[0]}")/.."
# What packages run while they install has no business with a key.
unset ANTHROPIC_API_KEY GITHUB_TOKEN

log=$(mktemp)
trap 'rm -f "$log"' EXIT

said() { [ "$quiet" = yes ] || echo "✓ $1"; }

fail() {
  echo "✗ $1" >&2
  echo "  $2" >&2
  exit 1
}

# step TITLE HINT COMMAND…: runs the command, shows its output only when it fails.
step() {
  local title=$1 hint=$2 started=$SECONDS
  shift 2
  echo "… $title"
  : >"$log"
  if "$@" >>"$log" 2>&1 </dev/null; then
    echo "✓ $title: done in $((SECONDS - started)) s"
    return
  fi
  { grep -m 12 -i error "$log" || tail -n 20 "$log"; } >&2
  if grep -qE 'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH' "$log"; then
    hint='The package registry did not answer. Check the network or proxy (npm config get registry), then run this again.'
  fi
  fail "$title: failed" "$hint"
}

require_tools() {
  command -v git >/dev/null || fail 'git is missing.' 'Install it, for example: sudo apt-get install git'
  command -v node >/dev/null || fail 'Node is missing.' 'Install Node 20 or newer: https://nodejs.org/en/download'
  command -v npm >/dev/null || fail 'npm is missing.' 'Install it with Node: https://nodejs.org/en/download'
  local version
  version=$(node --version)
  version=${version#v}
  [ "${version%%.*}" -ge 20 ] || fail "Node $version is too old." 'Install Node 20 or newer: https://nodejs.org/en/download'
  said "git, Node $version, npm"
}

# One line that changes when a name or a content below the given paths does.
fingerprint() {
  local files
  files=$(find "$@" -type f | LC_ALL=C sort)
  { echo "$files"; echo "$files" | git hash-object --no-filters --stdin-paths; } | git hash-object --stdin
}

is_current() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }

# npm since 11.6 refuses a lock file that lacks what only other platforms need; `install` takes the same versions from it.
npm_install() {
  npm ci --no-audit --no-fund && return
  grep -q EUSAGE "$log" || return
  : >"$log"
  npm install --no-save --no-audit --no-fund
}

install_packages() {
  local state stamp=node_modules/.siso-setup
  # Not by the version of Node: no package is compiled, and whoever calls may have another one first in PATH.
  state="$(fingerprint package.json package-lock.json) $(uname -sm)"
  if is_current "$stamp" "$state"; then
    said 'Packages are installed'
    return
  fi
  step 'Installing packages' 'Read the lines above; `npm ci` in this folder shows all of it.' npm_install
  echo "$state" >"$stamp"
}

# Node 24 comes with the packages. Where it could not be installed, the machine's own must do.
use_project_node() {
  if node_modules/.bin/node --version >/dev/null 2>&1; then
    export PATH="$PWD/node_modules/.bin:$PATH"
  elif ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 15) ? 0 : 1)'; then
    fail "The packages came without Node 24, and Node $(node --version) is older than 22.15." \
      'Allow install scripts (npm config set ignore-scripts false), remove node_modules, and run this again.'
  fi
}

build() {
  local state stamp=build/.siso-built
  state="$(fingerprint package.json package-lock.json tsconfig.json src scripts supabase) $(node --version)"
  if [ -f build/cli/main.js ] && is_current "$stamp" "$state"; then
    said 'Build is up to date'
    return
  fi
  step 'Building' 'Read the lines above; `npm run build` in this folder shows all of it.' npm run -s build
  echo "$state" >"$stamp"
}

install_claude() {
  local state stamp=build/.siso-claude
  state="$(cat build/.siso-built) ${SISO_DATA_DIR:-}"
  if [ "$quiet" = yes ] && is_current "$stamp" "$state"; then return; fi
  node build/cli/main.js setup || fail 'Claude Code could not be installed.' 'Read the lines above, then run this again.'
  echo "$state" >"$stamp"
}

# The machine's own node and npm do the installing: those of node_modules may be about to be replaced.
require_tools
install_packages
use_project_node
build
if [ "$claude" = yes ]; then install_claude; fi
said 'Ready'
