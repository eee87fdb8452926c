// Judge: W3C's Nu HTML Checker finds no error in any HTML or SVG file. Warnings are printed.
//
//     node html.mjs SITE BASE_URL
//
// Needs Java 17 or later.

import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import vnuJar from 'vnu-jar';
import { serve } from './pages_server.mjs';
import { Site } from './site.mjs';
import { Verdict } from './verdict.mjs';

/**
 * The one warning that is left out. The checker guesses a page's language from a random sample of its text and warns
 * when the guess differs from <html lang>. A page in two languages is half written in the other one, so the guess is
 * right or wrong by chance, and differs from run to run: https://github.com/validator/validator/issues/321.
 * Each passage carries its own lang, which the checker does not look at: https://github.com/validator/validator/issues/739.
 * Its sister "Consider adding lang=…" is not left out: every page must say its language.
 */
const LANGUAGE_GUESS = /^This document appears to be written in .+ but the “html” start tag has “lang="[^"]*"”\. Consider using “lang="[^"]*"” \(or variant\) instead\.$/;

/**
 * Another one that is left out, where it is of data: the checker takes a block of JSON-LD for a script that the policy of
 * 'self' forbids. A script of a type that is none is never run, and no policy looks at it:
 * https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element (the type is looked at before the policy).
 */
const INLINE_SCRIPT = /^Inline script violates Content Security Policy/;

/** Files in one run of the checker: a command line has an end. */
const BATCH = 2000;

const site = Site.fromCommandLine();
const verdict = new Verdict('html');
const server = await serve(site);

// Pages are checked where they are served: for a page read from disk, the checker finds that a Content Security Policy
// of 'self' forbids the page's own style. Pictures are checked on disk: fetched ones it takes for HTML.
const documents = [
  ...site.filesEnding('.html').map((file) => server.origin + site.addressOf(file).pathname),
  ...site.filesEnding('.svg').map((file) => `./${file}`),
];
for (let start = 0; start < documents.length; start += BATCH) {
  const batch = documents.slice(start, start + BATCH);
  verdict.checked(batch.length);
  for (const message of await check(batch)) report(message);
}
server.close();
verdict.pronounce();

async function check(batch) {
  // The checker is also a public service, and as such does not fetch from the machine it runs on unless told so.
  const java = ['-Dnu.validator.servlet.allow-forbidden-hosts=true', '-jar', String(vnuJar)];
  const { error, stdout, stderr } = await run('java', [...java, '--format', 'json', '--stdout', '--also-check-svg', ...batch]);
  if (error?.code === 'ENOENT') throw new Error('java was not found; install Java 17 or later (Debian: apt-get install default-jre-headless)');
  try {
    return JSON.parse(stdout).messages;
  } catch {
    throw new Error(`the checker gave no report: ${stderr}${stdout}`);
  }
}

function run(program, parameters) {
  const options = {
    cwd: site.folder,
    // Java reads file names in the locale's encoding, and a build machine often has none.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    maxBuffer: 1 << 30,
  };
  // The checker's exit code says no more than its report does.
  return new Promise((resolve) => execFile(program, parameters, options, (error, stdout, stderr) => resolve({ error, stdout, stderr })));
}

function report({ type, url, lastLine, message }) {
  const where = `${placeOf(url)}${lastLine ? `:${lastLine}` : ''}`;
  if (type !== 'info') verdict.wrong(where, message);
  else if (!LANGUAGE_GUESS.test(message) && !(INLINE_SCRIPT.test(message) && hasDataOnly(where.split(':')[0]))) verdict.note(`${where}: ${message}`);
}

/** Whether all that is written into a page as scripts is data. */
function hasDataOnly(file) {
  const scripts = site.page(file).elements.filter(({ name, attributes }) => name === 'script' && !('src' in attributes));
  return scripts.every(({ attributes }) => attributes.type === 'application/ld+json');
}

/** The file as the site names it. A message about the checker itself has no file. */
function placeOf(url) {
  if (!url) return 'checker';
  if (url.startsWith('file:')) return relative(realpathSync(site.folder), fileURLToPath(url));
  return site.locate(new URL(new URL(url).pathname, site.base)).file ?? url;
}
