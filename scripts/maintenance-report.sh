#!/usr/bin/env bash
# Writes the dashboard issue anew, or makes it: see .github/workflows/scheduled-maintenance.yml. It is read again first,
# so that lines that were ticked during the run stay ticked. Only an issue that a workflow has made counts.
set -euo pipefail
: "${LABEL:?}" "${RUNNER_TEMP:?}"
export DASHBOARD=$RUNNER_TEMP/dashboard.md BODY=$RUNNER_TEMP/body.md

found=$(gh issue list --app github-actions --label "$LABEL" --state open --limit 1 --json number,body)
number=$(jq -r '.[0].number // ""' <<<"$found")
jq -r '.[0].body // ""' <<<"$found" >"$DASHBOARD"

node "$(dirname "${BASH_SOURCE[0]}")/maintenance-report.ts"

if [ -n "$number" ]; then
  gh issue edit "$number" --body-file "$BODY"
else
  gh label create "$LABEL" --force --description 'Dashboard of recurring work'
  gh issue create --label "$LABEL" --title 'Maintenance by SISO Automation' --body-file "$BODY"
fi
