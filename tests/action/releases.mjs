// A page of releases as GitHub has it, with archives that hold a small script for a program.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PACK = join(import.meta.dirname, '../../.github/release/pack.sh');

/** What a release is built for, as in release.yml. */
const TARGETS = ['x86_64-unknown-linux-musl', 'aarch64-unknown-linux-musl', 'x86_64-apple-darwin', 'aarch64-apple-darwin', 'x86_64-pc-windows-msvc'];

const folder = mkdtempSync(join(tmpdir(), 'releases-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Releases that were packed already: it takes longer than the tests. */
const packed = new Map();

/**
 * The files of a release, packed as release.yml packs them. Its programs say their version, and what they were built for.
 * @returns {Map<string, Buffer>} by name
 */
export function release(version) {
  if (!packed.has(version)) packed.set(version, packAll(version));
  return new Map(packed.get(version));
}

function packAll(version) {
  const files = new Map(TARGETS.map((target) => pack(target, version)));
  const sums = [...files].map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`);
  return files.set('SHA256SUMS', Buffer.from(sums.join('')));
}

function pack(target, version) {
  const built = join(folder, 'built', target, 'release');
  mkdirSync(built, { recursive: true });
  const program = join(built, target.includes('windows') ? 'diglot.exe' : 'diglot');
  writeFileSync(program, `#!/bin/sh\n# for ${target}\necho diglot ${version}\n`, { mode: 0o755 });
  const licences = join(folder, 'licences.txt');
  writeFileSync(licences, 'MIT');
  const environment = { PATH: process.env.PATH, CARGO_TARGET_DIR: join(folder, 'built') };
  const output = join(folder, 'packed', version);
  const name = execFileSync(PACK, [version, target, licences, output], { env: environment, encoding: 'utf8' }).trim();
  return [name, readFileSync(join(output, name))];
}

/**
 * Serves releases on a free port of this machine, until the test has ended.
 * @param {import('node:test').TestContext} test
 * @param {Map<string, Buffer>} files by the path below the page of releases: `download/v1.2.3/SHA256SUMS`
 * @returns {Promise<string>} the page's address
 */
export async function serve(test, files) {
  const server = createServer((request, response) => {
    const bytes = files.get(request.url.replace(/^\/releases\//, ''));
    response.writeHead(bytes ? 200 : 404).end(bytes ?? 'Not Found');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  test.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}/releases`;
}
