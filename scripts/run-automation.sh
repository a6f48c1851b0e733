#!/usr/bin/env bash
# Runs the task in a prompt file under the limits of the ledger, in the current directory.
set -euo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

usage() {
  cat <<'TEXT'
Usage: scripts/run-automation.sh [--rehearse[=SCENARIO]] PROMPT_FILE [CATEGORY] [OPTION…]

  PROMPT_FILE   a text file or a template, here or in the automation project, such as task-prompts/fix-bugs.txt
  CATEGORY      development, testing, deployment, analysis, or maintenance; else that of the template or the settings
  OPTION…       any option of `siso run`, such as --budget 2 or --model sonnet
  --rehearse    play a script instead of calling the API: no key, no network, no cost

Example: scripts/run-automation.sh --rehearse=fix-bug task-prompts/fix-bugs.txt development
TEXT
}

refuse() {
  echo "✗ $1" >&2
  echo "  $2" >&2
  exit 2
}

options=()
while [ $# -gt 0 ]; do
  case $1 in
    --rehearse | --rehearse=*) options+=("$1"); shift ;;
    -h | --help) usage; exit 0 ;;
    -*) refuse "$1 comes too early." 'Only --rehearse may stand before the prompt file; other options follow it.' ;;
    *) break ;;
  esac
done
if [ $# -eq 0 ]; then
  usage >&2
  exit 2
fi

prompt=$1
shift
if [ ! -f "$prompt" ]; then
  [ -f "$project/$prompt" ] || refuse "There is no prompt file $prompt." "Here are some: $(ls "$project/task-prompts")"
  prompt=$project/$prompt
fi

if [ $# -gt 0 ] && [[ $1 != -* ]]; then
  options+=(--category "$1")
  shift
fi

# Standard output belongs to the run.
env -u ANTHROPIC_API_KEY "$project/scripts/setup-automation.sh" --quiet >&2
# Not by PATH: what the task starts uses the caller's own Node.
node=$project/node_modules/.bin/node
"$node" --version >/dev/null 2>&1 || node=node
# exec: no process with the key in its environment outlives this line, except the one that takes it out again.
exec "$node" "$project/build/cli/main.js" run --file "$prompt" ${options[@]+"${options[@]}"} "$@"
