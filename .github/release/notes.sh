#!/usr/bin/env bash
#
# Prints what CHANGELOG.md says of a version, for the page of its release; fails if the tag, Cargo.toml, Cargo.lock and CHANGELOG.md do not
# agree on the version.
#
#     .github/release/notes.sh v0.1.0

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

tag=${1:?usage: notes.sh TAG}
version=${tag#v}

fail() {
    echo "release: $1" >&2
    exit 1
}

[[ $tag =~ ^v[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] || fail "\`$tag\` is no tag of a version, such as v0.1.0"

# The version that a TOML table says of Diglot: Cargo.toml begins with it, in Cargo.lock it stands below its name.
declared=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
[[ $declared == "$version" ]] || fail "the tag is $tag, and Cargo.toml says $declared; mend Cargo.toml, or tag v$declared"
locked=$(sed -n '/^name = "diglot"$/{n;s/^version = "\(.*\)"$/\1/p;}' Cargo.lock)
[[ $locked == "$version" ]] || fail "Cargo.lock says $locked; run \`cargo update --workspace\` and commit it"

# From the version's heading, `## [0.1.0] - 2026-12-24`, to the next.
notes=$(awk -v heading="## [$version]" '
    /^## / || /^\[[^]]*\]: / { inside = 0 }
    inside { print }
    index($0, heading) == 1 { inside = 1 }
' CHANGELOG.md)
[[ -n ${notes//[[:space:]]/} ]] || fail "CHANGELOG.md has nothing below \`## [$version]\`; rename \`## [Unreleased]\` to \`## [$version] - $(date +%Y-%m-%d)\`"
printf '%s\n' "$notes" | sed '/./,$!d'
