// Judge: pa11y-ci finds nothing on the pages that the sitemap names that breaks WCAG 2, level AA, by the rules of HTML CodeSniffer,
// which knows some that axe does not.
//
//     node pa11y.mjs SITE BASE_URL [--all] [PATH ...]
//
// Of the addresses in the sitemap it takes the first few of each layout, parallel and alone, and of each language; --all takes every one.

import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import pa11yCi from 'pa11y-ci';
import { parseSitemap } from 'sitemap';
import { BROWSER_ARGUMENTS, findBrowser } from './chromium.mjs';
import { serve } from './pages_server.mjs';
import { Site } from './site.mjs';
import { Verdict } from './verdict.mjs';

/** How many pages of each kind are looked at. */
const OF_EACH = 2;
/** Tabs at once: each waits longer than it works. */
const TABS = 3;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { all: { type: 'boolean' } } });
const site = Site.fromCommandLine(positionals);
const verdict = new Verdict('pa11y');
const server = await serve(site);
const asked = positionals.length > 2 ? positionals.slice(2).map((path) => new URL(path, site.base)) : await listed();
const chosen = values.all ? asked : firstOfEachKind(asked);
verdict.checked(chosen.length);
await judge(chosen.map((address) => server.origin + address.pathname));
server.close();
verdict.pronounce();

/** The addresses in the sitemap. */
async function listed() {
  if (!site.files.has('sitemap.xml')) return [];
  return (await parseSitemap(Readable.from([site.read('sitemap.xml')]))).map(({ url }) => new URL(url));
}

/** The kind of a page is what its <body> names, its language and the way through the glossary that it shows. */
function firstOfEachKind(addresses) {
  const seen = new Map();
  return addresses.filter((address) => {
    const page = site.page(site.locate(address).file);
    const body = page.elements.find(({ name }) => name === 'body')?.attributes.class;
    const kind = [body, page.language, page.file.match(/\/by\/\w+/)].join(' ');
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    return seen.get(kind) <= OF_EACH;
  });
}

async function judge(addresses) {
  if (addresses.length === 0) return;
  const chromeLaunchConfig = { executablePath: findBrowser(), args: BROWSER_ARGUMENTS };
  // Not each page in a profile of its own: this Chromium closes a profile's tabs with it, and pa11y then closes them once more and fails.
  const options = { standard: 'WCAG2AA', concurrency: TABS, chromeLaunchConfig, timeout: 60_000, reporters: [], useIncognitoBrowserContext: false };
  const { results } = await pa11yCi(addresses, options);
  for (const [address, issues] of Object.entries(results)) {
    for (const issue of issues) verdict.wrong(new URL(address).pathname, issue.selector ? `${issue.code}: ${issue.selector}: ${issue.message}` : issue.message);
  }
}
