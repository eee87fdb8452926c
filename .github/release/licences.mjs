// Prints the licences of everything that is linked into the program: whoever gives away a binary gives them away with it.
//
//     node .github/release/licences.mjs > THIRD-PARTY-LICENCES.txt
//
// Asks cargo which crates that are, for all systems that are released, and takes the texts from the crates themselves. Equal texts
// stand once. Fails where a crate says no licence.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The systems of release.yml. */
const TARGETS = ['x86_64-unknown-linux-musl', 'aarch64-unknown-linux-musl', 'aarch64-apple-darwin', 'x86_64-apple-darwin', 'x86_64-pc-windows-msvc'];

/** What a crate calls the texts of its licence; documents about licences are none. */
const TEXT = /^(licen[cs]e|copying|copyright|notice|unlicense)([-_.].*)?$/i;

/** `name version` of every crate that is linked into the program: not those for building and testing. */
function linked() {
  const found = TARGETS.flatMap((target) => {
    const tree = cargo('tree', '--locked', '--edges', 'normal,no-proc-macro', '--prefix', 'none', '--format', '{p}', '--target', target);
    return tree.split('\n').filter(Boolean).map((line) => line.split(' ').slice(0, 2).join(' ').replace(' v', ' '));
  });
  return new Set(found);
}

function cargo(...words) {
  return execFileSync('cargo', words, { encoding: 'utf8', maxBuffer: 1 << 28 });
}

/** The texts in a crate, those of foreign sources in it too. */
function textsOf(crate) {
  const entries = readdirSync(dirname(crate.manifest_path), { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && TEXT.test(entry.name)).map((entry) => join(entry.parentPath, entry.name));
  return files.sort().map((file) => readFileSync(file, 'utf8').replace(/\r\n/g, '\n').trim());
}

function entry(crate) {
  if (!crate.license && !crate.license_file) throw new Error(`${crate.name} ${crate.version} says no licence`);
  const where = crate.repository ? `, ${crate.repository}` : '';
  return `${crate.name} ${crate.version}: ${crate.license ?? 'its own licence'}${where}`;
}

const wanted = linked();
const { packages } = JSON.parse(cargo('metadata', '--locked', '--format-version', '1'));
const crates = packages
  .filter(({ name, version }) => name !== 'diglot' && wanted.has(`${name} ${version}`))
  .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : one.version < other.version ? -1 : 1));
if (crates.length < wanted.size - 1) throw new Error(`cargo knows ${crates.length} of ${wanted.size - 1} crates`);

const byText = new Map();
for (const crate of crates) {
  for (const text of new Set(textsOf(crate))) byText.set(text, [...(byText.get(text) ?? []), `${crate.name} ${crate.version}`]);
}

const rule = '-'.repeat(100);
console.log(`The program diglot holds the following crates, each under its own licence. Their sources are on https://crates.io/.
The syntaxes of programming languages in two-face have authors and licences of their own; they are listed at
https://codeberg.org/CosmicHarper/two-face/src/branch/main/generated/acknowledgements_full.md

${crates.map(entry).join('\n')}`);
for (const [text, users] of byText) console.log(`\n${rule}\n${users.join(', ')}\n${rule}\n\n${text}`);
