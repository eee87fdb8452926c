// Judge: the sitemap keeps to its schema and names pages that search engines may show, and the hreflang links
// in the pages' heads are complete and agree with each other.
//
//     node sitemap.mjs SITE BASE_URL

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { parseSitemap, parseSitemapIndex } from 'sitemap';
import { memoryPages, validateXML } from 'xmllint-wasm';
import { Site } from './site.mjs';
import { Verdict } from './verdict.mjs';

/** Limits of https://www.sitemaps.org/protocol.html. */
const MAX_ADDRESSES = 50_000;
const MAX_BYTES = 50 * 1024 * 1024;

const SCHEMA_FOLDER = join(dirname(createRequire(import.meta.url).resolve('sitemap/package.json')), 'schema');
const SCHEMAS = [
  schema('sitemap.xsd', SCHEMA_FOLDER),
  schema('sitemap_index.xsd', import.meta.dirname),
  schema('xhtml_link.xsd', import.meta.dirname),
];

const site = Site.fromCommandLine();
const verdict = new Verdict('sitemap');
const listed = new Set();

for (const file of await sitemapFiles()) await judgeSitemap(file);
for (const page of site.pages()) judgeAlternates(page);
noteUnlisted();
verdict.pronounce();

function schema(fileName, folder) {
  return { fileName, contents: readFileSync(join(folder, fileName), 'utf8') };
}

/** sitemap.xml itself, or the parts that it names. */
async function sitemapFiles() {
  if (!site.files.has('sitemap.xml')) {
    verdict.wrong('sitemap.xml', 'is missing');
    return [];
  }
  if (!/<sitemapindex[\s>]/.test(site.read('sitemap.xml').toString('utf8'))) return ['sitemap.xml'];
  if (!(await keepsToSchema('sitemap.xml', 'sitemap_index.xsd'))) return [];
  const parts = await parseSitemapIndex(Readable.from([site.read('sitemap.xml')]));
  return parts.flatMap(({ url }) => {
    const { file, fault } = locate(url);
    if (!file) verdict.wrong('sitemap.xml', `part ${url} ${fault}`);
    return file ? [file] : [];
  });
}

async function keepsToSchema(file, main) {
  const result = await validateXML({
    xml: [{ fileName: file.replaceAll('/', '_'), contents: site.read(file) }],
    schema: [wrapper(main)],
    preload: SCHEMAS,
    maxMemoryPages: memoryPages.GiB,
  });
  for (const error of result.errors) verdict.wrong(`${file}${error.loc ? `:${error.loc.lineNumber}` : ''}`, error.message);
  return result.valid;
}

/** The schema of a sitemap together with that of the links inside it. */
function wrapper(main) {
  return {
    fileName: 'wrapper.xsd',
    contents: `<schema xmlns="http://www.w3.org/2001/XMLSchema">
      <import namespace="http://www.sitemaps.org/schemas/sitemap/0.9" schemaLocation="${main}"/>
      <import namespace="http://www.w3.org/1999/xhtml" schemaLocation="xhtml_link.xsd"/>
    </schema>`,
  };
}

async function judgeSitemap(file) {
  const bytes = site.read(file);
  if (bytes.length > MAX_BYTES) verdict.wrong(file, `has ${bytes.length} bytes; ${MAX_BYTES} are allowed`);
  if (!(await keepsToSchema(file, 'sitemap.xsd'))) return;
  const entries = await parseSitemap(Readable.from([bytes]));
  if (entries.length > MAX_ADDRESSES) verdict.wrong(file, `has ${entries.length} addresses; ${MAX_ADDRESSES} are allowed`);
  for (const entry of entries) judgeEntry(entry, file);
}

function judgeEntry({ url, links }, sitemap) {
  verdict.checked();
  const page = pageAt(url);
  if (page.fault) {
    verdict.wrong(sitemap, `${url} ${page.fault}`);
    return;
  }
  if (listed.has(page.file)) verdict.wrong(sitemap, `${url} stands there twice`);
  listed.add(page.file);
  const reason = hiddenBecause(page);
  if (reason) verdict.wrong(sitemap, `${url} ${reason}`);
  const inSitemap = describe(links.map(({ lang, url: href }) => ({ language: lang, href })));
  // hreflang may stand in the head alone; if it stands in both places, both must say the same.
  if (links.length > 0 && inSitemap !== describe(page.alternates)) verdict.wrong(sitemap, `${url} has other hreflang links here than in its head`);
}

/** Why search engines must not be sent to a page; null if they may. */
function hiddenBecause(page) {
  if (page.noindex) return 'is noindex (a stub, an alias, or 404.html)';
  if (page.refresh !== null) return 'only sends its readers on';
  if (page.canonicals.some((href) => locate(href).file !== page.file)) return `has another canonical address: ${page.canonicals}`;
  return null;
}

/** Every page of a set names all of the set, itself too: https://developers.google.com/search/docs/specialty/international/localized-versions */
function judgeAlternates(page) {
  if (page.alternates.length === 0) return;
  verdict.checked(page.alternates.length);
  const wrong = (what) => verdict.wrong(page.file, what);
  const reason = hiddenBecause(page);
  if (reason) wrong(`has hreflang links but ${reason}`);
  if (new Set(page.alternates.map(({ language }) => language.toLowerCase())).size < page.alternates.length) wrong('has two hreflang links for one language');
  const targets = page.alternates.map(({ language, href }) => ({ language, href, target: pageAt(href) }));
  if (!targets.some(({ target }) => target.file === page.file)) wrong('its hreflang links do not name the page itself');
  for (const { language, href, target } of targets) {
    const fault = faultOfAlternate(language, target, page);
    if (fault) wrong(`hreflang ${language} → ${href} ${fault}`);
  }
}

function faultOfAlternate(language, target, page) {
  if (target.fault) return target.fault;
  const reason = hiddenBecause(target);
  if (reason) return reason;
  if (describe(target.alternates) !== describe(page.alternates)) return 'does not name the same set of pages in return';
  if (language === 'x-default') return null;
  if (!isLanguageTag(language)) return 'is no BCP 47 tag';
  const primary = (tag) => tag.toLowerCase().split('-')[0];
  return primary(target.language) === primary(language) ? null : `is a page in “${target.language}”`;
}

function isLanguageTag(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** A set of alternates in one order and spelling, to be compared. */
function describe(alternates) {
  return alternates.map(({ language, href }) => `${language.toLowerCase()} ${href}`).sort().join('\n');
}

/** The page at an absolute address, or the fault. */
function pageAt(href) {
  const { file, fault } = locate(href);
  if (fault) return { fault };
  return file.endsWith('.html') ? site.page(file) : { fault: 'is no HTML page' };
}

/** As `site.locate`, for an address that must be whole and of this site. */
function locate(href) {
  if (!URL.canParse(href)) return { fault: 'is no absolute address' };
  const place = site.locate(new URL(href));
  return place.elsewhere ? { fault: `is not below ${site.base}` } : place;
}

/** Leaving a page out of the sitemap is allowed, but seldom meant. */
function noteUnlisted() {
  const unlisted = site.pages().filter((page) => !hiddenBecause(page) && !listed.has(page.file));
  if (unlisted.length > 0) verdict.note(`${unlisted.length} pages for search engines are in no sitemap: ${unlisted.slice(0, 10).map(({ file }) => file).join(', ')} …`);
}
