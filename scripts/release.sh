#!/usr/bin/env bash
# Makes a release of a pushed tag and moves the major tag to it. For the job in release.yml, or by hand with
# TAG=v1.4.2 MAIN=main GITHUB_REPOSITORY=owner/name GH_TOKEN=… scripts/release.sh, in a checkout with all tags.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

fail() {
  echo "✗ $1" >&2
  echo "  $2" >&2
  exit 1
}

: "${TAG:?}" "${MAIN:?}" "${GITHUB_REPOSITORY:?}"
number='(0|[1-9][0-9]*)'
[[ $TAG =~ ^v$number\.$number\.$number$ ]] ||
  fail "$TAG is no release." 'Tag a release as v1.4.2; anything else is left alone.'
major=${TAG%%.*}
commit=$(git rev-parse --verify "refs/tags/$TAG^{commit}")

git merge-base --is-ancestor "$commit" "refs/remotes/origin/$MAIN" ||
  fail "$TAG is not on the branch $MAIN." 'Merge it first, then tag the merged commit.'
version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' package.json)
[ "v$version" = "$TAG" ] ||
  fail "package.json says $version, the tag says $TAG." 'Change the version in package.json, merge, and tag that commit.'

# The section of the changelog, without its heading.
notes=$(awk -v heading="## $version" '
  index($0, heading " ") == 1 || $0 == heading { inside = 1; next }
  /^## / { inside = 0 }
  inside' CHANGELOG.md)
[ -n "${notes//[[:space:]]/}" ] ||
  fail "CHANGELOG.md has no section \"## $version\"." 'Write what changed under that heading, merge, and tag that commit.'

if gh release view "$TAG" --repo "$GITHUB_REPOSITORY" >/dev/null 2>&1; then
  echo "The release $TAG is there already."
else
  gh release create "$TAG" --repo "$GITHUB_REPOSITORY" --verify-tag --title "$TAG" --notes "$notes"
fi

newest=$(git tag --list "$major.*" --sort=-version:refname | grep -Ex "v$number\.$number\.$number" | head -n 1)
if [ "$newest" != "$TAG" ]; then
  echo "$major stays at $newest, which is newer."
elif gh api "repos/$GITHUB_REPOSITORY/git/ref/tags/$major" >/dev/null 2>&1; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/git/refs/tags/$major" -f "sha=$commit" -F force=true >/dev/null
  echo "$major is $TAG now."
else
  gh api --method POST "repos/$GITHUB_REPOSITORY/git/refs" -f "ref=refs/tags/$major" -f "sha=$commit" >/dev/null
  echo "$major is new, at $TAG."
fi
