#!/usr/bin/env bash
#
# Builds the site, and leaves out what is not published.
#
# Reads DIGLOT (the program), ROOT, STRICT, DRAFTS, BASE_URL (may be empty), and of the runner GITHUB_OUTPUT and RUNNER_TEMP.
# Writes the outputs `folder` and `address`.

set -euo pipefail
# shellcheck source=.github/action/say.sh
source "$(dirname "${BASH_SOURCE[0]}")/say.sh"

[[ -f $ROOT/site.yaml ]] || fail "there is no site.yaml in \`$ROOT\`; name the site's folder in the input \`root\`"

# A folder of its own: what lies in public/ for whatever reason is not published.
folder=${RUNNER_TEMP//\\//}/site
rm -rf "$folder"

arguments=(build --root "$ROOT" --output "$folder" --message-format github)
[[ $STRICT != true ]] || arguments+=(--strict)
[[ $DRAFTS != true ]] || arguments+=(--drafts)
[[ -z $BASE_URL ]] || arguments+=(--base-url "${BASE_URL%/}/")
"$DIGLOT" "${arguments[@]}"

# Diglot's own records are no part of the site.
rm -rf "$folder/.diglot"

{
    echo "folder=$folder"
    echo "address=${BASE_URL:+${BASE_URL%/}/}"
} >>"$GITHUB_OUTPUT"
