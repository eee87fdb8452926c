// The scripts of the action and of releases, run here as on a runner of GitHub's.
//
//     node --test tests/action/action.test.mjs

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { release, serve } from './releases.mjs';
import { Runner } from './runner.mjs';

const MANIFEST = readFileSync(join(import.meta.dirname, '../../Cargo.toml'), 'utf8');
const OWN_VERSION = MANIFEST.match(/^version = "(.*)"$/m)[1];
const LINUX = { RUNNER_OS: 'Linux', RUNNER_ARCH: 'X64' };

/** A page of releases with the action's own version and a newer one, which is the latest. */
async function releases(test, change = () => {}) {
  const files = new Map();
  for (const place of [`download/v${OWN_VERSION}`, 'download/v99.0.0-rc.1', 'latest/download']) {
    const version = place.startsWith('latest') ? '99.0.0' : place.replace('download/v', '');
    for (const [name, bytes] of release(version)) files.set(`${place}/${name}`, bytes);
  }
  change(files);
  return serve(test, files);
}

describe('install.sh', { concurrency: true }, () => {
  const systems = [
    ['Linux', 'X64', 'x86_64-unknown-linux-musl'],
    ['Linux', 'ARM64', 'aarch64-unknown-linux-musl'],
    ['macOS', 'X64', 'x86_64-apple-darwin'],
    ['macOS', 'ARM64', 'aarch64-apple-darwin'],
    ['Windows', 'X64', 'x86_64-pc-windows-msvc'],
    ['Windows', 'ARM64', 'x86_64-pc-windows-msvc'],
  ];
  for (const [system, architecture, target] of systems) {
    test(`takes the program for ${system} on ${architecture}`, async (test) => {
      const runner = new Runner(test);
      const environment = { RUNNER_OS: system, RUNNER_ARCH: architecture, DIGLOT_RELEASES: await releases(test) };
      const { code, said, outputs, path } = await runner.run('install.sh', environment);
      assert.equal(code, 0, said);
      assert.match(readFileSync(outputs.program, 'utf8'), new RegExp(`^# for ${target}$`, 'm'));
      assert.equal(outputs.version, OWN_VERSION, 'without the input, the action’s own version');
      assert.ok(existsSync(join(outputs.program, '../THIRD-PARTY-LICENCES.txt')), 'the licences lie beside it');
      assert.equal(join(path.trim(), system === 'Windows' ? 'diglot.exe' : 'diglot'), outputs.program);
    });
  }

  test('takes the version that is asked for', async (test) => {
    for (const [asked, got] of [['latest', '99.0.0'], ['99.0.0-rc.1', '99.0.0-rc.1'], ['v99.0.0-rc.1', '99.0.0-rc.1'], [OWN_VERSION, OWN_VERSION]]) {
      const runner = new Runner(test);
      const environment = { ...LINUX, VERSION: asked, DIGLOT_RELEASES: await releases(test) };
      const { code, said, outputs } = await runner.run('install.sh', environment);
      assert.equal(code, 0, said);
      assert.equal(outputs.version, got);
    }
  });

  /** It fails, says so in one annotation, and hands on nothing. */
  async function refuses(test, variables, words, change) {
    const runner = new Runner(test);
    const environment = { ...LINUX, DIGLOT_RELEASES: await releases(test, change), ...variables };
    const { code, said, outputs, path } = await runner.run('install.sh', environment);
    assert.equal(code, 1, said);
    assert.match(said, words);
    assert.equal(said.match(/^::error title=Diglot::.+$/gm)?.length, 1, said);
    assert.deepEqual([outputs, path], [{}, '']);
  }

  const linux = `download/v${OWN_VERSION}/diglot-x86_64-unknown-linux-musl.tar.gz`;
  const sums = `download/v${OWN_VERSION}/SHA256SUMS`;

  test('never runs an archive that was exchanged', (test) =>
    refuses(test, {}, /is not the file that was released: its SHA-256 is [0-9a-f]{64} and not [0-9a-f]{64}/, (files) => {
      files.set(linux, files.get('latest/download/diglot-x86_64-unknown-linux-musl.tar.gz'));
    }));

  test('never runs an archive that was cut off', (test) =>
    refuses(test, {}, /is not the file that was released/, (files) => files.set(linux, files.get(linux).subarray(0, -1))));

  test('never runs an archive without a checksum', (test) =>
    refuses(test, {}, /has no checksum for diglot-x86_64-unknown-linux-musl\.tar\.gz/, (files) => {
      const others = files.get(sums).toString().split('\n').filter((line) => !line.includes('x86_64-unknown-linux'));
      files.set(sums, Buffer.from(others.join('\n')));
    }));

  test('says which versions there are where one is missing', (test) =>
    refuses(test, { VERSION: '0.0.9', REPOSITORY: 'someone/books' }, /there is no http:\S+\/v0\.0\.9\/SHA256SUMS; the versions that there are stand at https:\/\/github\.com\/someone\/books\/releases/));

  test('takes no version that is none', async (test) => {
    for (const version of ['0.1', 'main', '1.2.3/../../x', '1.2.3\n::warning::x', '$(touch hit)']) {
      await refuses(test, { VERSION: version }, /the input `version` takes a version such as `0\.1\.0`/);
    }
  });

  test('says where there is no program for the system', (test) =>
    refuses(test, { RUNNER_ARCH: 'ARM' }, /there is no Diglot for Linux on ARM/));

  test('says that a host cannot be reached', (test) =>
    refuses(test, { DIGLOT_RELEASES: 'http://127.0.0.1:1' }, /could not be downloaded/));
});

describe('inputs.sh', () => {
  const right = { STRICT: 'true', DRAFTS: 'false', DEPLOY: 'true', CHECKOUT: 'false' };

  test('takes true and false', async (test) => {
    assert.equal((await new Runner(test).run('inputs.sh', right)).code, 0);
  });

  test('refuses everything else by the input’s name', async (test) => {
    for (const name of Object.keys(right)) {
      for (const value of ['yes', 'True', '', 'true\n::error::x']) {
        const { code, said } = await new Runner(test).run('inputs.sh', { ...right, [name]: value });
        assert.equal(code, 1);
        assert.match(said, new RegExp(`^::error title=Diglot::the input \`${name.toLowerCase()}\` takes`));
        assert.equal(said.trim().split('\n').length, 1, said);
      }
    }
  });
});

describe('build.sh', { concurrency: true }, () => {
  /** A program that writes down its arguments, and a site as Diglot leaves it. */
  const PROGRAM = `#!/bin/sh
printf '%s\\n' "$@" > arguments
while [ "$1" != --output ]; do shift; done
mkdir -p "$2/.diglot" "$2/.well-known"
touch "$2/index.html" "$2/.nojekyll" "$2/.well-known/security.txt" "$2/.diglot/manifest"
exit "$(cat code)"
`;

  async function build(test, variables, code = 0) {
    const runner = new Runner(test);
    const program = runner.write('diglot', PROGRAM, 0o755);
    runner.write('code', `${code}`);
    runner.write('a site/site.yaml', '');
    const environment = { DIGLOT: program, ROOT: 'a site', STRICT: 'false', DRAFTS: 'false', BASE_URL: '', ...variables };
    const run = await runner.run('build.sh', environment);
    const file = join(runner.folder, 'arguments');
    return { ...run, runner, words: existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [] };
  }

  test('builds what is asked for, and leaves out Diglot’s own records', async (test) => {
    const { code, said, words, outputs, runner } = await build(test, { BASE_URL: 'https://name.github.io/talk' });
    assert.equal(code, 0, said);
    const folder = join(runner.temp, 'site');
    assert.deepEqual(words, ['build', '--root', 'a site', '--output', folder, '--message-format', 'github', '--base-url', 'https://name.github.io/talk/']);
    assert.deepEqual(outputs, { folder, address: 'https://name.github.io/talk/' });
    assert.deepEqual(['index.html', '.nojekyll', '.well-known/security.txt', '.diglot'].map((name) => existsSync(join(folder, name))), [true, true, true, false]);
  });

  test('hands on strict and drafts, and no address where there is none', async (test) => {
    const { words, outputs } = await build(test, { STRICT: 'true', DRAFTS: 'true' });
    assert.deepEqual(words.slice(5), ['--message-format', 'github', '--strict', '--drafts']);
    assert.equal(outputs.address, '');
  });

  test('an address has one slash at its end', async (test) => {
    assert.equal((await build(test, { BASE_URL: 'https://example.org/' })).words.at(-1), 'https://example.org/');
  });

  test('what is given stays one word', async (test) => {
    const { words, runner } = await build(test, { BASE_URL: 'https://example.org/$(touch hit)`touch hit`; touch hit #' });
    assert.equal(words.at(-1), 'https://example.org/$(touch hit)`touch hit`; touch hit #/');
    assert.ok(!existsSync(join(runner.folder, 'hit')));
  });

  test('fails as Diglot does, and hands on nothing', async (test) => {
    for (const wrong of [1, 2, 3]) {
      const { code, outputs } = await build(test, {}, wrong);
      assert.equal(code, wrong);
      assert.deepEqual(outputs, {});
    }
  });

  test('says that there is no site', async (test) => {
    const { code, said, words } = await build(test, { ROOT: 'nowhere' });
    assert.equal(code, 1);
    assert.match(said, /^::error title=Diglot::there is no site\.yaml in `nowhere`/);
    assert.deepEqual(words, []);
  });
});

describe('notes.sh', () => {
  const CHANGELOG = '# Changelog\n\n## [Unreleased]\n\n- later\n\n## [1.2.3] - 2026-12-24\n\n### Added\n\n- Ä `x`\n\n## [1.2.2] - 2026-12-01\n\n- before\n\n[1.2.3]: https://example.org/\n';

  /** A repository of that version, and what the script says of a tag in it. */
  function notes(test, tag, { version = '1.2.3', locked = '1.2.3', changelog = CHANGELOG } = {}) {
    const runner = new Runner(test);
    runner.write('Cargo.toml', `[package]\nname = "diglot"\nversion = "${version}"\n\n[dependencies.x]\nversion = "9.9.9"\n`);
    runner.write('Cargo.lock', `[[package]]\nname = "diglot-x"\nversion = "9.9.9"\n\n[[package]]\nname = "diglot"\nversion = "${locked}"\n`);
    runner.write('CHANGELOG.md', changelog);
    const script = runner.write('.github/release/notes.sh', readFileSync(join(import.meta.dirname, '../../.github/release/notes.sh')));
    return spawnSync('bash', [script, tag], { encoding: 'utf8' });
  }

  test('prints the section of the version, and no more', (test) => {
    const { status, stdout, stderr } = notes(test, 'v1.2.3');
    assert.equal(status, 0, stderr);
    assert.equal(stdout.trim(), '### Added\n\n- Ä `x`');
    assert.equal(notes(test, 'v1.2.2', { version: '1.2.2', locked: '1.2.2' }).stdout.trim(), '- before');
  });

  const wrong = [
    ['a tag that is no version', 'v1', {}, /is no tag of a version/],
    ['a tag that Cargo.toml does not have', 'v1.2.4', {}, /Cargo\.toml says 1\.2\.3/],
    ['a forgotten Cargo.lock', 'v1.2.3', { locked: '1.2.2' }, /Cargo\.lock says 1\.2\.2/],
    ['a version without a section', 'v1.2.3', { changelog: CHANGELOG.replace('[1.2.3] -', '[1.2.30] -') }, /has nothing below `## \[1\.2\.3\]`/],
    ['an empty section', 'v1.2.3', { changelog: '## [1.2.3]\n\n## [1.2.2]\n\n- x\n' }, /has nothing below/],
  ];
  for (const [kind, tag, repository, words] of wrong) {
    test(`refuses ${kind}`, (test) => {
      const { status, stdout, stderr } = notes(test, tag, repository);
      assert.deepEqual([status, stdout], [1, '']);
      assert.match(stderr, words);
    });
  }
});
