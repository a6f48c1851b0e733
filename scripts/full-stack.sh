#!/usr/bin/env bash
# siso on a real Supabase: containers, migrations, the first admin, a runner key, and a rehearsal that is booked there.
# Needs Docker and what scripts/setup-automation.sh installs. `npx supabase stop --no-backup` ends the containers.
# In a job of GitHub's its outputs let a later step use the same ledger.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="$PWD/node_modules/.bin:$PATH"

siso() { node build/cli/main.js "$@"; }

# The ledger needs the database, PostgREST, the gateway before it, and GoTrue, without which no keys are shown.
supabase start --exclude realtime,storage-api,imgproxy,mailpit,postgres-meta,studio,edge-runtime,logflare,vector,supavisor
# Before anything else is said to it: a ledger that takes rehearsals, and only them.
supabase db query "select siso_initialise('{\"rehearsal\": true}')"

keys=$(supabase status --output env)
of() { sed -n "s/^$1=\"\{0,1\}\([^\"]*\)\"\{0,1\}$/\1/p" <<<"$keys"; }
SUPABASE_URL=$(of API_URL)
SUPABASE_SERVICE_ROLE_KEY=$(of SERVICE_ROLE_KEY)
SUPABASE_ANON_KEY=$(of ANON_KEY)
export SUPABASE_URL SUPABASE_SERVICE_ROLE_KEY SUPABASE_ANON_KEY

siso members set "$(id -un)" --role admin --rehearse
siso members default write --rehearse

repository=${GITHUB_REPOSITORY:-local/siso-automation}
created=$(siso keys create --repo "$repository" --expires 1d --rehearse --json)
runner_key=$(node -p 'JSON.parse(process.argv[1]).key' "$created")
[ -z "${GITHUB_ACTIONS:-}" ] || echo "::add-mask::$runner_key"

# As a runner would: with its key and the publishable one.
(
  unset SUPABASE_SERVICE_ROLE_KEY
  SISO_RUNNER_KEY=$runner_key siso run --rehearse=answer 'Say what this repository is for.'
)
# Asked of the database itself: a rehearsal falls back to a folder when the shared ledger cannot be had.
booked="select 'boo' || 'ked' as answer from public.automation_tasks where state = 'succeeded' and cost_micros > 0"
supabase db query "$booked" | grep -q booked || {
  echo '✗ The run is not in the shared ledger.' >&2
  exit 1
}
echo '✓ The run of the runner key is in the shared ledger.'

[ -z "${GITHUB_OUTPUT:-}" ] || {
  echo "supabase-url=$SUPABASE_URL"
  echo "supabase-publishable-key=$SUPABASE_ANON_KEY"
  echo "runner-key=$runner_key"
} >>"$GITHUB_OUTPUT"
