// Judge: every feed that a page names is a right one, by the rules of Atom (RFC 4287) or JSON Feed 1.1 and to an independent
// reader; its works are pages of the site in the languages that it says; and the two forms of a feed say the same.
//
//     node feeds.mjs SITE BASE_URL

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { memoryPages, validateXML } from 'xmllint-wasm';
import { relations } from './page.mjs';
import { Site } from './site.mjs';
import { Verdict } from './verdict.mjs';

const ATOM = 'application/atom+xml';
const JSON_FEED = 'application/feed+json';
const SCHEMA = { fileName: 'atom.rng', contents: readFileSync(join(import.meta.dirname, 'atom.rng'), 'utf8') };
/** RFC 3339, which Atom and JSON Feed both want. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

const site = Site.fromCommandLine();
const verdict = new Verdict('feeds');

/** What both forms have in common. @typedef {{ids: string[], addresses: string[], titles: string[], updated: string[]}} Said */
const said = new Map();
const named = namedFeeds();
for (const [file, type] of named) said.set(file, type === ATOM ? await judgeAtom(file) : judgeJson(file));
for (const [file, twin] of twins()) compare(file, twin);
for (const file of site.filesEnding('feed.xml', 'feed.json')) {
  if (!named.has(file)) verdict.wrong(file, 'is named by no page');
}
verdict.pronounce();

/** The feeds that pages name in their heads, with their types. */
function namedFeeds() {
  const feeds = new Map();
  for (const page of site.pages()) {
    for (const { name, attributes, line } of page.elements) {
      if (name !== 'link' || !relations({ attributes }).includes('alternate') || ![ATOM, JSON_FEED].includes(attributes.type)) continue;
      const { file, fault } = locate(attributes.href, page.url);
      if (fault) verdict.wrong(`${page.file}:${line}`, `the feed ${attributes.href} ${fault}`);
      else if (feeds.has(file) && feeds.get(file) !== attributes.type) verdict.wrong(`${page.file}:${line}`, `${attributes.href} is named as ${attributes.type} and as ${feeds.get(file)}`);
      else feeds.set(file, attributes.type);
      if (!attributes.title) verdict.wrong(`${page.file}:${line}`, `the feed ${attributes.href} has no title`);
    }
  }
  return feeds;
}

async function judgeAtom(file) {
  verdict.checked();
  const text = site.read(file).toString('utf8');
  const { errors } = await validateXML({ xml: [{ fileName: file.replaceAll('/', '_'), contents: text }], schema: [SCHEMA], extension: 'relaxng', maxMemoryPages: memoryPages.GiB });
  for (const error of errors) verdict.wrong(`${file}${error.loc ? `:${error.loc.lineNumber}` : ''}`, error.message);
  if (errors.length > 0) return null;
  const feed = parseAtomFeed(text);
  const wrong = (what) => verdict.wrong(file, what);
  const entries = feed.entries ?? [];
  judgeSelf(file, feed.links?.find(({ rel }) => rel === 'self')?.href);
  if (!feed.authors?.length && entries.some(({ authors }) => !authors?.length)) wrong('has an entry without author');
  const newest = entries.map(({ updated }) => updated).sort().at(-1);
  if (newest && newest !== feed.updated) wrong(`says that it was updated on ${feed.updated}, and an entry on ${newest}`);
  judgeLinks(feed.links, 'the feed', wrong);
  for (const entry of entries) {
    verdict.checked();
    judgeLinks(entry.links, entry.id, wrong);
    if (!entry.links?.some(isAlternate)) wrong(`${entry.id} has no page`);
    for (const { rel, href, hreflang } of entry.links ?? []) judgePage(href, hreflang, `${entry.id}: its ${rel}`, wrong);
    if (/^\s*$/.test(entry.title?.value ?? '')) wrong(`${entry.id} has no title`);
  }
  judgeIds([feed.id, ...entries.map(({ id }) => id)], wrong);
  return {
    ids: entries.map(({ id }) => id),
    addresses: entries.map(({ links }) => links?.find(isAlternate)?.href),
    titles: entries.map(({ title }) => title?.value),
    updated: entries.map(({ updated }) => updated),
  };
}

function isAlternate({ rel }) {
  return (rel ?? 'alternate') === 'alternate';
}

/** No two alternates of one type and language: RFC 4287, 4.1.1 and 4.1.2. */
function judgeLinks(links, whose, wrong) {
  const kinds = (links ?? []).filter(isAlternate).map(({ type, hreflang }) => `${type} ${hreflang}`);
  if (new Set(kinds).size < kinds.length) wrong(`${whose} has two alternates of one type and language`);
}

function judgeJson(file) {
  verdict.checked();
  const wrong = (what) => verdict.wrong(file, what);
  let json;
  try {
    json = JSON.parse(site.read(file).toString('utf8'));
  } catch (error) {
    wrong(error.message);
    return null;
  }
  const feed = parseJsonFeed(json);
  if (json.version !== 'https://jsonfeed.org/version/1.1') wrong(`is of version ${json.version}`);
  if (typeof json.title !== 'string' || json.title === '') wrong('has no title');
  judgeSelf(file, json.feed_url);
  judgePage(json.home_page_url, undefined, 'its home page', wrong);
  if (!isLanguage(json.language)) wrong(`its language is ${json.language}`);
  const items = Array.isArray(json.items) ? json.items : [];
  if (items.length !== (feed.items ?? []).length) wrong(`the reader finds ${feed.items?.length} of its ${items.length} items`);
  for (const item of items) {
    verdict.checked();
    if (typeof item.id !== 'string' || item.id === '') wrong('has an item without id');
    if (typeof item.content_html !== 'string' && typeof item.content_text !== 'string') wrong(`${item.id} has no content`);
    for (const key of ['date_published', 'date_modified']) if (!MOMENT.test(item[key])) wrong(`${item.id}: ${key} is ${item[key]}`);
    for (const { name } of item.authors ?? []) if (!name) wrong(`${item.id} has an author without name`);
    if (!isLanguage(item.language)) wrong(`${item.id}: its language is ${item.language}`);
    judgePage(item.url, undefined, item.id, wrong);
    if (item.image && locate(item.image).fault) wrong(`${item.id}: its image ${locate(item.image).fault}`);
  }
  judgeIds(items.map(({ id }) => id), wrong);
  return {
    ids: items.map(({ id }) => id),
    addresses: items.map(({ url }) => url),
    titles: items.map(({ title }) => title),
    updated: items.map(({ date_modified }) => date_modified),
  };
}

function judgeSelf(file, href) {
  if (!href || locate(href).file !== file) verdict.wrong(file, `says that it stands at ${href}`);
}

function judgeIds(ids, wrong) {
  if (new Set(ids).size < ids.length) wrong('has an id twice');
  for (const id of ids) if (!/^[a-z][a-z0-9+.-]*:\S+$/i.test(id ?? '')) wrong(`${id} is no absolute address`);
}

/** A page that a feed names: whole, there, for search engines, and in its language. */
function judgePage(href, language, what, wrong) {
  const { file, fault } = locate(href);
  if (fault) return wrong(`${what}: ${href} ${fault}`);
  if (!file.endsWith('.html')) return undefined;
  const page = site.page(file);
  if (page.noindex) wrong(`${what}: ${href} is noindex (a stub or an alias)`);
  const primary = (tag) => tag.toLowerCase().split('-')[0];
  if (language && primary(page.language) !== primary(language)) wrong(`${what}: ${href} is in “${page.language}”, not “${language}”`);
  return undefined;
}

function locate(href, base) {
  if (!URL.canParse(href ?? '', base)) return { fault: 'is no absolute address' };
  const place = site.locate(new URL(href, base));
  return place.elsewhere ? { fault: `is not below ${site.base}` } : place;
}

function isLanguage(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** The Atom feeds that have a JSON feed beside them. */
function twins() {
  return [...named.keys()].filter((file) => file.endsWith('.xml')).map((file) => [file, file.replace(/\.xml$/, '.json')]).filter(([, twin]) => named.has(twin));
}

function compare(file, twin) {
  const [one, other] = [said.get(file), said.get(twin)];
  if (!one || !other) return;
  for (const key of Object.keys(one)) {
    if (JSON.stringify(one[key]) !== JSON.stringify(other[key])) verdict.wrong(file, `has other ${key} than ${twin}`);
  }
}
