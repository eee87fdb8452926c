#!/usr/bin/env bash
#
# Refuses inputs of the action that are neither true nor false, before anything is done: `yes` would silently be no.
#
# Reads STRICT, DRAFTS, DEPLOY and CHECKOUT.

set -euo pipefail
# shellcheck source=.github/action/say.sh
source "$(dirname "${BASH_SOURCE[0]}")/say.sh"

# truth NAME VALUE
truth() {
    case $2 in
        true | false) ;;
        *) fail "the input \`$1\` takes \`true\` or \`false\`, and says \`$2\`" ;;
    esac
}

truth strict "$STRICT"
truth drafts "$DRAFTS"
truth deploy "$DEPLOY"
truth checkout "$CHECKOUT"
