#!/usr/bin/env bash
# Runs every check and test from a clean checkout. The last line is `N passed, N failed`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if ! command -v git >/dev/null && command -v apt-get >/dev/null; then
  as_root=$([ "$(id -u)" -eq 0 ] || echo sudo)
  $as_root apt-get update -qq
  $as_root apt-get install -y -qq git
fi
scripts/setup-automation.sh --quiet --without-claude
export PATH="$PWD/node_modules/.bin:$PATH"

checks=0
npm run -s check || checks=$?

report=$(mktemp)
trap 'rm -f "$report"' EXIT
tests=0
npx vitest run --reporter=default --reporter=json --outputFile.json="$report" || tests=$?

[ "$checks" -eq 0 ] || echo '✗ `npm run check` failed, see above.'
[ -s "$report" ] || { echo '✗ vitest ended without a report, see above.'; exit 1; }
node scripts/count-tests.ts "$report"
[ "$checks" -eq 0 ] && [ "$tests" -eq 0 ]
