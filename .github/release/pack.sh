#!/usr/bin/env bash
#
# Packs a built program with its licences, for one system.
#
#     .github/release/pack.sh VERSION TARGET LICENCES FOLDER
#
# LICENCES is the file with those of the crates. Writes FOLDER/diglot-TARGET.tar.gz, or .zip for Windows, which holds one folder,
# diglot-VERSION-TARGET. Who changes these names changes .github/action/install.sh too.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

version=$1 target=$2 licences=$3 output=$4
name=diglot-$version-$target
case $target in
    *-windows-*) program=diglot.exe archive=diglot-$target.zip ;;
    *) program=diglot archive=diglot-$target.tar.gz ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/$name" "$output"
cp "${CARGO_TARGET_DIR:-target}/$target/release/$program" README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE "$work/$name/"
cp "$licences" "$work/$name/THIRD-PARTY-LICENCES.txt"

output=$(cd "$output" && pwd)
rm -f "$output/$archive"
cd "$work"
case $archive in
    # Runners with Windows have no zip, but this.
    *.zip) if command -v 7z >/dev/null; then 7z a -bso0 "$output/$archive" "$name"; else zip -qr "$output/$archive" "$name"; fi ;;
    *) tar -czf "$output/$archive" "$name" ;;
esac
echo "$archive"
