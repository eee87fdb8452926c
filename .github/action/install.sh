#!/usr/bin/env bash
#
# Downloads a released Diglot for this runner, and compares it with the checksum that was released with it.
#
# Reads VERSION (0.1.0, v0.1.0 or latest; empty: the version of the action itself), REPOSITORY (OWNER/NAME, where the action comes
# from; empty: what Cargo.toml says), and of the runner RUNNER_OS, RUNNER_ARCH, RUNNER_TEMP, GITHUB_SERVER_URL, GITHUB_OUTPUT and
# GITHUB_PATH. DIGLOT_RELEASES may name another page of releases than GitHub's, as the tests do.
# Writes the outputs `program` and `version`, and puts the program on the path of the following steps.

set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=.github/action/say.sh
source "$here/say.sh"

# manifest KEY: what Cargo.toml says of the package. The action lies in Diglot's repository, beside it.
manifest() {
    sed -n "s/^$1 = \"\(.*\)\"\$/\1/p" "$here/../../Cargo.toml" | head -n 1
}

# The repository whose releases are taken: the one that the action was called from.
repository=$(manifest repository)
if [[ -n ${REPOSITORY:-} ]]; then
    repository=${GITHUB_SERVER_URL:-https://github.com}/$REPOSITORY
fi

# The name that Rust has for this runner, as archives are called after it.
target() {
    case $RUNNER_OS-$RUNNER_ARCH in
        Linux-X64) echo x86_64-unknown-linux-musl ;;
        Linux-ARM64) echo aarch64-unknown-linux-musl ;;
        macOS-X64) echo x86_64-apple-darwin ;;
        macOS-ARM64) echo aarch64-apple-darwin ;;
        # Windows on ARM runs it too.
        Windows-X64 | Windows-ARM64) echo x86_64-pc-windows-msvc ;;
        *) return 1 ;;
    esac
}

# Where the files of the wanted release lie.
place() {
    case $1 in
        latest) echo "$releases/latest/download" ;;
        *) echo "$releases/download/v$1" ;;
    esac
}

# fetch URL FILE
fetch() {
    local answer
    answer=$(curl --silent --show-error --location --retry 3 --connect-timeout 20 --max-time 300 --write-out '%{http_code}' --output "$2" "$1") || true
    case $answer in
        200) ;;
        404) fail "there is no $1; the versions that there are stand at $repository/releases, and the input \`version\` may name one" ;;
        *) fail "$1 could not be downloaded (the answer is $answer); run the job again" ;;
    esac
}

# checksum FILE: its SHA-256, in hexadecimal. By its contents alone: beside a name, what is said depends on the name.
checksum() {
    if command -v sha256sum >/dev/null; then sha256sum <"$1"; else shasum -a 256 <"$1"; fi | cut -d ' ' -f 1
}

releases=${DIGLOT_RELEASES:-$repository/releases}
version=${VERSION:-$(manifest version)}
version=${version#v}
versions='^(latest|[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?)$'
if [[ ! $version =~ $versions ]]; then
    fail "the input \`version\` takes a version such as \`0.1.0\`, or \`latest\`, and says \`$version\`"
fi
target=$(target) || fail "there is no Diglot for $RUNNER_OS on $RUNNER_ARCH; build it from its source, as in $repository"

# On Windows the folder is written with backslashes, which bash and its tools take for something else.
folder=${RUNNER_TEMP//\\//}/diglot
rm -rf "$folder"
mkdir -p "$folder"
case $RUNNER_OS in
    Windows) archive=diglot-$target.zip program=diglot.exe ;;
    *) archive=diglot-$target.tar.gz program=diglot ;;
esac

fetch "$(place "$version")/SHA256SUMS" "$folder/SHA256SUMS"
fetch "$(place "$version")/$archive" "$folder/$archive"

# A line is the checksum, a blank, a blank or an asterisk, the name.
expected=$(sed -n "s/^\([0-9a-f]\{64\}\) [ *]$archive\$/\1/p" "$folder/SHA256SUMS")
[[ -n $expected ]] || fail "the release has no checksum for $archive; please report it at $repository/issues"
found=$(checksum "$folder/$archive")
if [[ $found != "$expected" ]]; then
    fail "$archive is not the file that was released: its SHA-256 is $found and not $expected. It was damaged or exchanged on its way; it is not run."
fi

case $archive in
    *.zip) unzip -q "$folder/$archive" -d "$folder" ;;
    *) tar -xzf "$folder/$archive" -C "$folder" ;;
esac
# The archive holds one folder, called after version and target.
programs=("$folder"/diglot-*/"$program")
[[ -f ${programs[0]} ]] || fail "$archive holds no $program; please report it at $repository/issues"
said=$("${programs[0]}" --version) || fail "$archive does not run on this machine, $RUNNER_OS on $RUNNER_ARCH"

echo "$said"
{
    echo "program=${programs[0]}"
    echo "version=${said#diglot }"
} >>"$GITHUB_OUTPUT"
dirname "${programs[0]}" >>"$GITHUB_PATH"
