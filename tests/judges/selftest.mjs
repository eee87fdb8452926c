// The judges judged: each passes a small right site and finds every kind of fault planted into it.
//
//     node --test selftest.mjs

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';

const BASE = 'https://example.org/repo/';

// --- The right site: one article in three views, an entry, an alias, a stub, and 404.html ---

const ARTICLE_SET = ['/articles/laufen/', '/de/articles/laufen/', '/en/articles/laufen/'];

function html({ path, language = 'de', title = 'Titel', head = '', main = '<p>Ein Absatz, den man lesen kann.</p>', data = {} }) {
  const canonical = new URL(path.slice(1), BASE).href;
  const hidden = head.includes('noindex') || head.includes('http-equiv="refresh"');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; img-src 'self' data:">
<link rel="stylesheet" href="/repo/style.css">
<link rel="icon" href="/repo/bild.svg">
<link rel="canonical" href="${canonical}">
${hidden ? '' : metadata({ url: canonical, language, title, data })}
${head}
<script src="/repo/script.js" defer></script>
</head>
<body>
<header><a href="/repo/">Anfang</a> <a href="/repo/glossary/">Glossar</a> <a href="/repo/about/">Über</a> <a href="https://example.com/">Anderswo</a></header>
<main>
<h1 id="titel">${title}</h1>
${main}
</main>
</body>
</html>
`;
}

/** What programs read; `data` changes what JSON-LD says of the page. */
function metadata({ url, language, title, data }) {
  const site = { '@type': 'WebSite', '@id': BASE, name: 'Seite' };
  const page = { '@type': 'CollectionPage', '@id': url, url, name: title, inLanguage: language, isPartOf: site, ...data };
  const locale = language.includes('-') ? language.replace('-', '_') : `${language}_${language.toUpperCase()}`;
  const graph = { type: 'website', title, url, site_name: 'Seite', locale };
  const properties = Object.entries(graph).map(([name, content]) => `<meta property="og:${name}" content="${content}">`);
  return `${properties.join('\n')}\n<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@graph': [page] })}</script>`;
}

/** An article of the set, with its translations. */
function articleData(path, references) {
  const named = Object.entries(references).map(([name, to]) => [name, { '@id': new URL(to.slice(1), BASE).href }]);
  return { '@type': 'Article', headline: 'Titel', ...Object.fromEntries(named) };
}

const FEEDS = '<link rel="alternate" type="application/atom+xml" title="Neues" href="/repo/neu/feed.xml"><link rel="alternate" type="application/feed+json" title="Neues" href="/repo/neu/feed.json">';

const ATOM_ENTRY = `<entry xml:lang="de"><id>tag:example.org,2025-07-10:laufen</id><title>Laufen</title><link rel="alternate" type="text/html" hreflang="de" href="${BASE}de/articles/laufen/"/><updated>2025-07-10T00:00:00Z</updated></entry>`;

function atom(entries = ATOM_ENTRY, head = '') {
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><id>tag:example.org,2025:neu</id><title>Neues</title><updated>2025-07-10T00:00:00Z</updated><link rel="self" href="${BASE}neu/feed.xml"/><author><name>Ich</name></author>${head}${entries}</feed>`;
}

const JSON_ITEM = { id: 'tag:example.org,2025-07-10:laufen', url: `${BASE}de/articles/laufen/`, title: 'Laufen', content_html: '<p>x</p>', date_published: '2025-07-10T00:00:00Z', date_modified: '2025-07-10T00:00:00Z', language: 'de' };

function jsonFeed(changes = {}, item = {}) {
  return JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Neues', home_page_url: BASE, feed_url: `${BASE}neu/feed.json`, language: 'de', items: [{ ...JSON_ITEM, ...item }], ...changes });
}

function hreflang([both, de, en]) {
  const link = (language, path) => `<link rel="alternate" hreflang="${language}" href="${new URL(path.slice(1), BASE)}">`;
  return [link('de', de), link('en', en), link('x-default', both)].join('\n');
}

const NOINDEX = '<meta name="robots" content="noindex">';

/** Path → content; `changes` replaces files, or removes those that are null. */
function rightSite(changes = {}) {
  const head = hreflang(ARTICLE_SET);
  const links = '<p><a href="../../articles/laufen/#titel">beide</a> <a href="/repo/de/articles/laufen/">Deutsch</a> <a href="/repo/en/articles/laufen/">English</a> <a href="/repo/stub/">Stummel</a></p>';
  const listed = ['', 'about/', 'glossary/', 'glossary/begriff/', ...ARTICLE_SET.map((path) => path.slice(1))];
  const files = {
    'index.html': html({ path: '/', head: FEEDS, main: '<p><a href="articles/laufen/">Artikel</a></p><p><img src="bild.svg" srcset="bild.svg 1x, /repo/bild.svg 2x" alt="Bild" width="20" height="20"></p>' }),
    'about/index.html': html({ path: '/about/', main: '<p>Über <a href="#titel">diese Seite</a>, <a href="#top">nach oben</a>, <a href="/repo/glossary/gr%C3%B6%C3%9Fe.html#ma%C3%9F">Größe</a>.</p>' }),
    'glossary/index.html': html({ path: '/glossary/', main: '<p><a href="begriff/">Begriff</a></p>' }),
    'glossary/begriff/index.html': html({ path: '/glossary/begriff/' }),
    'glossary/größe.html': html({ path: '/glossary/gr%C3%B6%C3%9Fe.html', main: '<p id="maß">Ein Wort.</p>' }),
    'articles/laufen/index.html': html({ path: ARTICLE_SET[0], head, main: `${links}<p lang="en">A paragraph that can be read.</p>` }),
    'de/articles/laufen/index.html': html({ path: ARTICLE_SET[1], head, data: articleData(ARTICLE_SET[1], { workTranslation: ARTICLE_SET[2] }) }),
    'en/articles/laufen/index.html': html({ path: ARTICLE_SET[2], head, language: 'en-GB', data: articleData(ARTICLE_SET[2], { translationOfWork: ARTICLE_SET[1] }), main: '<p>A paragraph that can be read.</p>' }),
    'stub/index.html': html({ path: '/about/', head: NOINDEX }),
    'alt/index.html': html({ path: '/about/', head: `${NOINDEX}<meta http-equiv="refresh" content="0; url=/repo/about/">` }),
    '404.html': html({ path: '/404.html', head: NOINDEX }),
    'style.css': ':root { color-scheme: light dark } body { font: 1rem/1.6 sans-serif; margin: 1rem } a { display: inline-block; min-height: 24px } body { background: url("bild.svg") no-repeat right bottom }',
    'script.js': 'document.documentElement.dataset.script = "on";',
    'bild.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>',
    'neu/feed.xml': atom(),
    'neu/feed.json': jsonFeed(),
    'sitemap.xml': urlset(listed.map((path) => entry(path))),
    '.diglot/manifest': 'not part of the site',
    ...changes,
  };
  return Object.fromEntries(Object.entries(files).filter(([, content]) => content !== null));
}

function urlset(entries) {
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${entries.join('')}</urlset>`;
}

function entry(path, rest = '<lastmod>2025-07-10</lastmod>') {
  return `<url><loc>${BASE}${path}</loc>${rest}</url>`;
}

/** The right site with one page's main text, or its head, set. */
function withMain(main) {
  return rightSite({ 'about/index.html': html({ path: '/about/', main }) });
}

function withHead(head, more = {}) {
  return rightSite({ 'about/index.html': html({ path: '/about/', head }), ...more });
}

// --- Running a judge ---

async function judge(name, files, ...more) {
  const folder = mkdtempSync(join(tmpdir(), 'judge-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    // Workflows have no address.
    const address = name === 'workflows' ? [] : [BASE];
    return await runNode(join(import.meta.dirname, `${name}.mjs`), folder, ...address, ...more);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runNode(...command) {
  return new Promise((resolve) => {
    execFile(process.execPath, command, (error, stdout, stderr) => resolve({ code: error?.code ?? 0, output: stdout + stderr }));
  });
}

/** The judge is content with these files. Returns what it printed. */
async function passes(name, files, ...more) {
  const { code, output } = await judge(name, files, ...more);
  assert.match(output, new RegExp(`^judge ${name}: [1-9]\\d* checked, 0 wrong$`, 'm'), output);
  assert.equal(code, 0, output);
  return output;
}

/** The judge finds this fault in these files, and fails. */
async function fails(name, files, fault, ...more) {
  const { code, output } = await judge(name, files, ...more);
  assert.match(output, fault);
  assert.match(output, new RegExp(`^judge ${name}: \\d+ checked, [1-9]\\d* wrong$`, 'm'), output);
  assert.equal(code, 1, output);
}

/** A judge's test: the right site passes and each wrong one is found out. */
function judges(name, faults, ...more) {
  describe(name, { concurrency: availableParallelism() }, () => {
    test('passes the right site', () => passes(name, rightSite(), ...more));
    for (const [kind, files, fault, ...paths] of faults) test(kind, () => fails(name, files, fault, ...more, ...paths));
  });
}

// --- links ---

judges('links', [
  ['an empty site', {}, /nothing found to check/],
  ['a broken link', withMain('<p><a href="/repo/nowhere/">x</a></p>'), /about\/index\.html:24: “\/repo\/nowhere\/” leads to no file/],
  ['a relative link one folder short', withMain('<p><a href="articles/laufen/">x</a></p>'), /“articles\/laufen\/” leads to no file/],
  ['a link without the base path', withMain('<p><a href="/about/">x</a></p>'), /“\/about\/” leaves the base path/],
  ['a link without its last slash', withMain('<p><a href="/repo/glossary">x</a></p>'), /by a redirect only/],
  ['a fragment without its id', withMain('<p><a href="/repo/#nowhere">x</a></p>'), /“\/repo\/#nowhere” names no id in index\.html/],
  ['an empty fragment', withMain('<p><a href="#">x</a></p>'), /has an empty fragment/],
  ['a link that is a script', withMain('<p><a href="javascript:void(0)">x</a></p>'), /is a script/],
  ['wrong percent-encoding', withMain('<p><a href="/repo/%FF/">x</a></p>'), /not percent-encoded UTF-8/],
  ['a missing image', withMain('<img src="weg.png" alt="x">'), /“weg\.png” leads to no file/],
  ['a missing image in srcset', withMain('<img src="/repo/bild.svg" srcset="/repo/bild.svg 1x, weg.png 2x" alt="x">'), /“weg\.png” leads to no file/],
  ['a missing symbol in a picture', withMain('<svg><use href="/repo/bild.svg#weg"/></svg>'), /names no id in bild\.svg/],
  ['a missing script', withMain('<script src="/repo/weg.js"></script>'), /“\/repo\/weg\.js” leads to no file/],
  ['a missing style sheet', withHead('<link rel="stylesheet" href="/repo/weg.css">'), /“\/repo\/weg\.css” leads to no file/],
  ['a missing picture in a style sheet', rightSite({ 'style.css': 'body { background: url(weg.png) }' }), /style\.css: “weg\.png” leads to no file/],
  ['a missing feed', withHead('<link rel="alternate" type="application/atom+xml" hreflang="de" href="/repo/feed.xml">'), /“\/repo\/feed\.xml” leads to no file/],
  ['a missing alternate', withHead(`<link rel="alternate" hreflang="en" href="${BASE}en/about/">`), /en\/about\/” leads to no file/],
  ['an alternate on another host', withHead('<link rel="alternate" hreflang="en" href="https://example.com/about/">'), /must be a page of this site/],
  ['a canonical address of no page', rightSite({ 'about/index.html': html({ path: '/weg/' }) }), /repo\/weg\/” leads to no file/],
  ['two canonical addresses', withHead(`<link rel="canonical" href="${BASE}about/">`), /more than one canonical/],
  ['an alias that leads nowhere', rightSite({ 'alt/index.html': html({ path: '/about/', head: '<meta http-equiv="refresh" content="0; url=/repo/weg/">' }) }), /“\/repo\/weg\/” leads to no file/],
  ['a script from another host', withMain('<script src="https://example.com/x.js"></script>'), /is loaded from another host/],
  ['a style sheet from another host', withHead('<link rel="stylesheet" href="//example.com/x.css">'), /is loaded from another host/],
  ['an image from another host', withMain('<img src="https://example.com/x.png" alt="x">'), /is loaded from another host/],
  ['a font from another host', rightSite({ 'style.css': '@import "https://example.com/font.css";' }), /style\.css: .* is loaded from another host/],
  ['a repeated id', withMain('<p id="titel">x</p>'), /two elements have the id “titel”/],
  ['a <base>', withHead('<base href="/repo/">'), /a <base> is not allowed/],
]);

// --- html ---

const MUCH_GERMAN = `<p>${'Die Vorhaben sind in den letzten Jahren so groß geworden, dass niemand mehr sagen kann, was sie am Ende kosten. '.repeat(20)}</p>`;

judges('html', [
  ['an empty site', {}, /nothing found to check/],
  ['an error in a page', withMain('<p><div>x</div></p>'), /about\/index\.html:\d+: No “p” element in scope/],
  ['an error in a page whose name is not ASCII', rightSite({ 'glossary/größe.html': '<!doctype html><p>x' }), /glossary\/größe\.html:\d+: Element “head” is missing/],
  ['an image without alt', withMain('<img src="/repo/bild.svg">'), /must have an “alt” attribute/],
  ['popovertarget on a link', withMain('<p><a href="/repo/" popovertarget="titel">x</a></p>'), /“popovertarget” not allowed on element “a”/],
  ['an error in a picture', rightSite({ 'bild.svg': '<svg xmlns="http://www.w3.org/2000/svg"><falsch/></svg>' }), /bild\.svg:1: Element “falsch” not allowed/],
]);

test('html: the guess at a mixed page’s language is left out', async () => {
  const output = await passes('html', rightSite({ 'about/index.html': html({ path: '/about/', language: 'en', main: MUCH_GERMAN }) }));
  // Nothing at all is noted: the checker also has to see the policy of 'self' as a browser does.
  assert.doesNotMatch(output, /note:/);
});

test('html: other warnings are printed and fail nothing', async () => {
  const output = await passes('html', withMain('<section><p>No heading.</p></section>'));
  assert.match(output, /note: about\/index\.html:\d+: Section lacks heading/);
});

test('html: a page without any language is warned of', async () => {
  const page = html({ path: '/about/', main: MUCH_GERMAN }).replace(' lang="de"', '');
  assert.match(await passes('html', rightSite({ 'about/index.html': page })), /note: .*(appears to be written in German|adding a “lang” attribute)/);
});

// --- sitemap ---

const sitemapOf = (...entries) => rightSite({ 'sitemap.xml': urlset(entries) });
const articleWith = (head) => rightSite({ 'de/articles/laufen/index.html': html({ path: ARTICLE_SET[1], head }) });
const IN_SITEMAP = '<xhtml:link rel="alternate" hreflang="de" href="https://example.org/repo/de/articles/laufen/"/><xhtml:link rel="alternate" hreflang="en" href="https://example.org/repo/en/articles/laufen/"/><xhtml:link rel="alternate" hreflang="x-default" href="https://example.org/repo/articles/laufen/"/>';

judges('sitemap', [
  ['no sitemap', rightSite({ 'sitemap.xml': null }), /sitemap\.xml: is missing/],
  ['no XML', rightSite({ 'sitemap.xml': '<urlset>' }), /sitemap\.xml:\d+: .*(Premature end|parser error)/],
  ['an element out of order', sitemapOf('<url><lastmod>2025-07-10</lastmod><loc>https://example.org/repo/</loc></url>'), /sitemap\.xml:\d+: .*lastmod.*not expected/],
  ['a date that is none', sitemapOf(entry('', '<lastmod>10. Juli 2025</lastmod>')), /10\. Juli 2025/],
  ['an empty list', sitemapOf(), /Missing child element/],
  ['an alternate without its language', sitemapOf(entry('articles/laufen/', '<xhtml:link rel="alternate" href="https://example.org/repo/"/>')), /hreflang/],
  ['an address of no page', sitemapOf(entry('weg/')), /repo\/weg\/ leads to no file/],
  ['an address of another host', sitemapOf('<url><loc>https://example.com/repo/</loc></url>'), /is not below https:\/\/example\.org\/repo\//],
  ['an address that is no page', sitemapOf(entry('style.css')), /style\.css is no HTML page/],
  ['an address twice', sitemapOf(entry('about/'), entry('about/')), /about\/ stands there twice/],
  ['a stub', sitemapOf(entry('stub/')), /stub\/ is noindex/],
  ['an alias', rightSite({ 'sitemap.xml': urlset([entry('alt/')]), 'alt/index.html': html({ path: '/alt/', head: '<meta http-equiv="refresh" content="0; url=/repo/about/">' }) }), /alt\/ only sends its readers on/],
  ['a page with another canonical address', rightSite({ 'sitemap.xml': urlset([entry('about/')]), 'about/index.html': html({ path: '/glossary/' }) }), /about\/ has another canonical/],
  ['other alternates in the sitemap than in the head', sitemapOf(entry('articles/laufen/', IN_SITEMAP.replace('hreflang="en"', 'hreflang="fr"'))), /other hreflang links here/],
  ['a set without the page itself', articleWith(hreflang([ARTICLE_SET[0], ARTICLE_SET[0], ARTICLE_SET[2]])), /do not name the page itself/],
  ['a set that is not returned', articleWith(''), /de\/articles\/laufen\/ does not name the same set/],
  ['an alternate that is a stub', articleWith(hreflang([ARTICLE_SET[0], ARTICLE_SET[1], '/stub/'])), /hreflang en .*stub\/ is noindex/],
  ['a stub with alternates', rightSite({ 'stub/index.html': html({ path: '/about/', head: NOINDEX + hreflang(ARTICLE_SET) }) }), /stub\/index\.html: has hreflang links but is noindex/],
  ['an alternate in another language', rightSite({ 'en/articles/laufen/index.html': html({ path: ARTICLE_SET[2], language: 'fr', head: hreflang(ARTICLE_SET) }) }), /hreflang en .* is a page in “fr”/],
  ['an alternate by a relative address', articleWith('<link rel="alternate" hreflang="de" href="/repo/de/articles/laufen/">'), /is no absolute address/],
  ['two alternates for one language', articleWith(`${hreflang(ARTICLE_SET)}<link rel="alternate" hreflang="EN" href="${BASE}about/">`), /two hreflang links for one language/],
  ['a language that is none', articleWith(`<link rel="alternate" hreflang="de_DE" href="${BASE}de/articles/laufen/">`), /hreflang de_DE .* is no BCP 47 tag/],
  ['an index whose part is missing', rightSite({ 'sitemap.xml': index('sitemap-1.xml') }), /part https:\/\/example\.org\/repo\/sitemap-1\.xml leads to no file/],
  ['an index out of order', rightSite({ 'sitemap.xml': index('sitemap-1.xml').replaceAll('loc>', 'ort>') }), /sitemap\.xml:\d+: .*ort.*not expected/],
  ['a fault in a part of an index', rightSite({ 'sitemap.xml': index('sitemap-1.xml'), 'sitemap-1.xml': urlset([entry('weg/')]) }), /sitemap-1\.xml: .*weg\/ leads to no file/],
]);

function index(part) {
  return `<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>${BASE}${part}</loc></sitemap></sitemapindex>`;
}

test('sitemap: alternates in the sitemap that agree with the head', () => passes('sitemap', sitemapOf(entry('articles/laufen/', IN_SITEMAP))));

test('sitemap: an index of parts', () => passes('sitemap', rightSite({ 'sitemap.xml': index('sitemap-1.xml'), 'sitemap-1.xml': urlset([entry('')]) })));

test('sitemap: a page that was left out is noted', async () => {
  assert.match(await passes('sitemap', sitemapOf(entry(''))), /note: \d+ pages for search engines are in no sitemap: about\/index\.html/);
});

// --- feeds ---

const withAtom = (...parts) => rightSite({ 'neu/feed.xml': atom(...parts) });
const withJson = (...parts) => rightSite({ 'neu/feed.json': jsonFeed(...parts) });
const entryWith = (old, changed) => withAtom(ATOM_ENTRY.replace(old, changed));

judges('feeds', [
  ['an empty site', {}, /nothing found to check/],
  ['a feed that is missing', rightSite({ 'neu/feed.xml': null }), /index\.html:\d+: the feed \/repo\/neu\/feed\.xml leads to no file/],
  ['a feed without title', rightSite({ 'index.html': html({ path: '/', head: FEEDS.replaceAll(' title="Neues"', '') }) }), /has no title/],
  ['a feed that no page names', rightSite({ 'alt/feed.xml': atom() }), /alt\/feed\.xml: is named by no page/],
  ['no XML', rightSite({ 'neu/feed.xml': '<feed>' }), /neu\/feed\.xml:\d+: .*(Premature end|parser error)/],
  ['an entry without id', entryWith(/<id>.*?<\/id>/, ''), /neu\/feed\.xml:\d+: .*entry/],
  ['a day that is no moment', entryWith('T00:00:00Z', ''), /neu\/feed\.xml:\d+: .*updated/],
  ['an element out of nowhere', withAtom(ATOM_ENTRY, '<pubDate>x</pubDate>'), /neu\/feed\.xml:\d+: .*pubDate/],
  ['an entry without page', entryWith(/<link .*?\/>/, ''), /laufen has no page/],
  ['a page that is not there', entryWith('de/articles', 'fr/articles'), /fr\/articles\/laufen\/ leads to no file/],
  ['a page in another language', entryWith('hreflang="de"', 'hreflang="en"'), /de\/articles\/laufen\/ is in “de”, not “en”/],
  ['a stub', entryWith('de/articles/laufen/', 'stub/'), /stub\/ is noindex/],
  ['an id twice', withAtom(ATOM_ENTRY + ATOM_ENTRY), /has an id twice/],
  ['an id that is a word', entryWith('tag:example.org,2025-07-10:laufen', 'laufen'), /laufen is no absolute address/],
  ['a feed that is older than its entry', entryWith('2025-07-10T', '2025-08-01T'), /and an entry on 2025-08-01/],
  ['another address of its own', rightSite({ 'neu/feed.xml': atom().replace('neu/feed.xml', 'feed.xml') }), /says that it stands at https:\/\/example\.org\/repo\/feed\.xml/],
  ['no JSON', rightSite({ 'neu/feed.json': '{' }), /neu\/feed\.json: .*JSON/],
  ['an older version', withJson({ version: 'https://jsonfeed.org/version/1' }), /is of version https:\/\/jsonfeed\.org\/version\/1$/m],
  ['an item without content', withJson({}, { content_html: undefined }), /laufen has no content/],
  ['an item with a day that is no moment', withJson({}, { date_published: '2025-07-10' }), /date_published is 2025-07-10/],
  ['an image that is missing', withJson({}, { image: `${BASE}weg.png` }), /its image leads to no file/],
  ['two forms that differ', withJson({}, { title: 'Gehen' }), /has other titles than neu\/feed\.json/],
]);

// --- metadata ---

const aboutWith = (data) => rightSite({ 'about/index.html': html({ path: '/about/', data }) });
const aboutChanged = (old, changed) => rightSite({ 'about/index.html': html({ path: '/about/' }).replace(old, changed) });
const STEPS = [{ '@type': 'ListItem', position: 1, name: 'Seite', item: BASE }, { '@type': 'ListItem', position: 2, name: 'Titel', item: `${BASE}about/` }];
const withSteps = (steps) => aboutChanged('"@graph":[', `"@graph":[${JSON.stringify({ '@type': 'BreadcrumbList', itemListElement: steps })},`);

judges('metadata', [
  ['an empty site', {}, /nothing found to check/],
  ['no block of data', aboutChanged(/<script type.*<\/script>/, ''), /about\/index\.html: has 0 blocks of JSON-LD/],
  ['a block that is no JSON', aboutChanged('"@graph":[', '"@graph":['.repeat(2)), /about\/index\.html:\d+: JSON-LD: /],
  ['a stub with data', rightSite({ 'stub/index.html': html({ path: '/about/' }).replace('</head>', `${NOINDEX}</head>`) }), /stub\/index\.html: is noindex and has metadata/],
  ['a page without a title to share', aboutChanged(/<meta property="og:title".*>/, ''), /has no og:title/],
  ['a title to share that is empty', aboutChanged(/og:title" content="[^"]*"/, 'og:title" content=""'), /has no og:title/],
  ['another address to share', aboutChanged(/og:url" content="[^"]*"/, `og:url" content="${BASE}"`), /another og:url than its canonical/],
  ['a language without country', aboutChanged('de_DE', 'de'), /de is no language with its country/],
  ['a language of another page', aboutChanged('de_DE', 'en_GB'), /og:locale is en_GB, and the page is in de/],
  ['a picture that is missing', aboutChanged('</head>', `<meta property="og:image" content="${BASE}weg.png"></head>`), /og:image https:\/\/example\.org\/repo\/weg\.png leads to no file/],
  ['a type of its own', aboutWith({ '@type': 'Seite' }), /Seite is not expected/],
  ['an article without headline', aboutWith({ '@type': 'Article' }), /a Article without headline/],
  ['an address of no page', aboutWith({ '@id': `${BASE}weg/` }), /@id https:\/\/example\.org\/repo\/weg\/ leads to no file/],
  ['an address of another page', aboutWith({ url: BASE }), /is another address than the page's/],
  ['a language that is none', aboutWith({ inLanguage: 'de_DE' }), /inLanguage: de_DE/],
  ['a day that is none', aboutWith({ datePublished: 'gestern' }), /datePublished: gestern/],
  ['an original that does not know its translation', rightSite({ 'de/articles/laufen/index.html': html({ path: ARTICLE_SET[1] }) }), /en\/articles\/laufen\/: .*de\/articles\/laufen\/ does not say that it is its original/],
  ['a translation that does not know its original', rightSite({ 'en/articles/laufen/index.html': html({ path: ARTICLE_SET[2], language: 'en-GB' }) }), /de\/articles\/laufen\/: .*en\/articles\/laufen\/ does not say that it is its translation/],
  ['a way that readers do not see', withSteps(STEPS), /a way for programs and none for readers/],
  ['a way that leads elsewhere', withSteps(STEPS.slice(0, 1)), /the way ends at https:\/\/example\.org\/repo\/$/m],
  ['steps that are counted wrongly', withSteps(STEPS.map((step) => ({ ...step, position: 7 }))), /step 1 is called 7/],
]);

// --- crawl ---

const at404 = (main) => rightSite({ '404.html': html({ path: '/404.html', head: NOINDEX, main }) });

judges('crawl', [
  ['an empty site', {}, /home page: \/repo\/ answers 404/],
  ['a link to nowhere', withMain('<p><a href="/repo/nowhere/">x</a></p>'), /\/repo\/about\/: \/repo\/nowhere\/ answers 404/],
  ['a link out of the base path', withMain('<p><a href="/about/">x</a></p>'), /\/about\/ answers 404/],
  ['an image that is missing', withMain('<img src="weg.png" alt="x">'), /\/repo\/about\/weg\.png answers 404/],
  ['a page that no link leads to', rightSite({ 'insel/index.html': html({ path: '/insel/' }) }), /insel\/index\.html: no link leads here/],
  ['no 404 page', rightSite({ '404.html': null }), /a site needs a 404\.html/],
  ['a 404 page whose style works at one depth only', rightSite({ '404.html': html({ path: '/404.html', head: NOINDEX }).replace('/repo/style.css', 'style.css') }), /read at \/repo\/no\/such\/page, its link to \/repo\/no\/such\/style\.css answers 404/],
  ['a 404 page whose links work at one depth only', at404('<p><a href="about/">x</a></p>'), /read at \/repo\/no\/such\/page, its link to \/repo\/no\/such\/about\/ answers 404/],
  ['a 404 page without style', rightSite({ '404.html': html({ path: '/404.html', head: NOINDEX }).replace(/<link rel="stylesheet".*>/, '') }), /404\.html: loads no style/],
]);

// --- browser ---

judges('browser', [
  ['an empty site', {}, /no page of this kind was found/],
  ['a page that is too wide', withMain('<table class="breit"><tr><td><img src="/repo/bild.svg" alt="x" width="500" height="9"></td></tr></table>'), /\/about\/ at 360 px, light: is 5\d\d px wide; reaching out: <table class="breit">/, 'about/'],
  ['an error in a script', rightSite({ 'script.js': 'throw new Error("kaputt");' }), /script error: kaputt/, 'about/'],
  ['an error in the console', rightSite({ 'script.js': 'console.error("kaputt");' }), /console: kaputt/, 'about/'],
  ['a file that is missing', withMain('<img src="weg.png" alt="x">'), /console: Failed to load resource.*404/, 'about/'],
  ['a request to another host', rightSite({ 'script.js': 'new Image().src = "https://example.com/pixel.png";', 'about/index.html': html({ path: '/about/' }).replace(/<meta http-equiv="Content.*>/, '') }), /asks another host: https:\/\/example\.com\/pixel\.png/, 'about/'],
  ['inline script against the policy', withMain('<script>document.title = "x";</script>'), /console: .*Content Security Policy/, 'about/'],
  ['an image without alt', withMain('<img src="/repo/bild.svg">'), /axe image-alt: img/, 'about/'],
  ['words outside of all landmarks', rightSite({ 'about/index.html': html({ path: '/about/' }).replace('</body>', '<p>Ein Nachsatz.</p></body>') }), /axe region: .*not contained by landmarks/, 'about/'],
  ['too little contrast in the dark only', rightSite({ 'style.css': ':root { color-scheme: light dark } @media (prefers-color-scheme: dark) { p { color: #333; background: #111 } }' }), /\/about\/ at 360 px, dark: axe color-contrast/, 'about/'],
  ['targets that are too small', rightSite({ 'style.css': 'button { width: 8px; height: 8px; padding: 0; margin: 0 }', 'about/index.html': html({ path: '/about/', main: '<p><button>a</button><button>b</button></p>' }) }), /axe target-size/, 'about/'],
  ['text that only script brings', rightSite({ 'style.css': 'main { display: none } [data-script] main { display: block }' }), /\/about\/ without JavaScript: shows no <h1> in <main>/, 'about/'],
  ['text that only script fades in', rightSite({ 'style.css': 'p { opacity: 0 } [data-script] p { opacity: 1 }' }), /\/about\/ without JavaScript: shows no text in <main>/, 'about/'],
], '--width', '360');

/** The right site with a term and its card on a page, and the theme's script with some words replaced. */
function withCard(written = '', instead = '') {
  const script = ['diglot.js', 'reading.js'].map((name) => readFileSync(join(import.meta.dirname, '../../assets', name), 'utf8')).join('');
  assert.ok(script.includes(written), `the theme's scripts do not say ${written}`);
  const card = '<div class="card" popover="manual"><div><b>Begriff</b><p>Was er heißt.</p></div><a href="/repo/glossary/begriff/">Eintrag</a></div>';
  return rightSite({
    'script.js': script.replace(written, instead),
    'style.css': '.card { display: none; position: absolute; inset: auto; max-width: 200px; margin: 0 } @supports (position-area: top) { .t[aria-describedby] { anchor-name: --term } .card { position: fixed; position-anchor: --term; position-area: bottom span-right } } .card:popover-open { display: block } @media print { .card { display: none !important } }',
    'about/index.html': html({ path: '/about/', main: '<p>Ein <a class="t" href="/repo/glossary/begriff/">Begriff</a>.</p>' }).replace('</body>', `${card}</body>`),
  });
}

test('browser: a card', () => passes('browser', withCard(), '--width', '360', 'about/'));

judges('browser', [
  ['terms without cards', withMain('<p>Ein <a class="t" href="/repo/glossary/begriff/">Begriff</a>.</p>'), /terms are linked, but no page has a card/, 'about/'],
  ['a card that does not open', withCard('card.showPopover();'), /no card opens where a term is pointed at/, 'about/'],
  ['a card that Escape does not close', withCard("!== 'Escape'", "!== 'F20'"), /Escape does not close a card/, 'about/'],
  ['a card that closes when it is pointed at', withCard('shown.card.contains(event.target) || shown.link', 'shown.link'), /a card that is pointed at closes/, 'about/'],
  ['a card that reaches out of the window', withCard('`${x + scrollX}px`', "'-20px'"), /without anchors: the card reaches out of the window/, 'about/'],
  ['a card far from its term', withCard("isBack ? 'bottom span-left' : ''", "card.style.marginTop = '90px'"), /cards by pointer: the card does not stand beside its term/, 'about/'],
  ['a card that describes nothing', withCard("side.id = 'page.card';"), /a focused term is not described by its card/, 'about/'],
  ['a card that no finger opens', withCard('|| !cards.has(link.pathname)) return;\n  event.preventDefault();', ') return;'), /the first tap follows the link|no card opens where a term is tapped/, 'about/'],
], '--width', '360');

test('browser: screenshots', async () => {
  const shots = mkdtempSync(join(tmpdir(), 'shots-'));
  await passes('browser', rightSite(), '--shots', shots, '--width', '360', 'about/');
  const names = readdirSync(shots).sort();
  rmSync(shots, { recursive: true });
  assert.deepEqual(names, ['about-360-dark.png', 'about-360-light.png']);
});

// --- pa11y ---

describe('pa11y', { concurrency: availableParallelism() }, () => {
  test('passes a right page', () => passes('pa11y', withMain('<p>Ein Absatz, den man lesen kann.</p>')));
  const faults = [
    ['a site without sitemap', rightSite({ 'sitemap.xml': null }), /nothing found to check/],
    ['text that is too pale', rightSite({ 'style.css': 'main p { color: #aaa; background: #fff }' }), /\/repo\/about\/: WCAG2AA\.Principle1\.Guideline1_4\.1_4_3\.G18\.Fail: .*insufficient contrast/],
    ['a field that nobody named', withMain('<form action="/repo/"><input type="text"></form>'), /\/repo\/about\/: WCAG2AA\.Principle1\.Guideline1_3\.1_3_1\.F68/],
  ];
  for (const [kind, files, fault] of faults) test(kind, () => fails('pa11y', files, fault));
});

// --- markup ---

judges('markup', [
  ['an empty site', {}, /nothing found to check/],
  ['a name that nothing may have', withMain('<p id="zwei Worte">x</p>'), /about\/index\.html:\d+: .*\[valid-id\]/],
  ['a button without a type', withMain('<p><button>x</button></p>'), /\[no-implicit-button-type\]/],
  ['a style in the page', withMain('<p style="color: red">x</p>'), /\[no-inline-style\]/],
  ['a number for a link', withMain('<p>x<sup><a href="#titel">1</a></sup></p>'), /a link is called “1”/],
  ['a heading that begins with another name', withMain('<h2><a href="#titel" aria-label="Link zu diesem Abschnitt">§</a>x</h2>'), /a heading is heard as “Link zu diesem Abschnitt” first/],
  ['a role that says nothing new', withMain('<nav role="navigation"><a href="/repo/">x</a></nav>'), /\[no-redundant-role\]/],
]);

// --- loading ---

judges('loading', [
  ['an empty site', {}, /nothing found to check/],
  ['an inline script', withMain('<script>document.title = "x";</script>'), /\/about\/: violates its policy: script-src-elem: inline/, 'about/'],
  ['an inline style', withMain('<p style="color: red">x</p>'), /\/about\/: violates its policy: style-src-attr: inline/, 'about/'],
  ['a picture from another host', withMain('<img src="https://example.com/x.png" alt="x">'), /\/about\/: violates its policy: img-src: https:\/\/example\.com/, 'about/'],
  ['text that script pushes down', rightSite({ 'script.js': "requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector('main').insertAdjacentHTML('afterbegin', '<p>a</p><p>b</p><p>c</p>')));" }), /\/about\/: moves while it loads/, 'about/'],
  ['a script that keeps the page busy', rightSite({ 'script.js': 'const until = performance.now() + 200; while (performance.now() < until);' }), /\/about\/: does not answer for \d+ ms while it loads/, 'about/'],
  ['a page that is too heavy', rightSite({ 'script.js': `/* ${Array.from({ length: 70_000 }, () => Math.random().toString(36)[2]).join('')}${'x'} ${Array.from({ length: 70_000 }, () => Math.random().toString(36)[3]).join('')} */` }), /\/about\/: transfers \d+ bytes, more than 60000/, 'about/'],
  ['too much script', rightSite({ 'script.js': `/* ${'x'.repeat(10_000)} */` }), /\/about\/: has scripts of 10006 bytes, more than 10000/, 'about/'],
  ['too much style', withHead(`<link rel="stylesheet" href="/repo/more.css">`, { 'more.css': `/* ${'x'.repeat(24_990)} */` }), /\/about\/: has style sheets of \d+ bytes, more than 25000/, 'about/'],
]);

// --- walk ---

/** The right site with the way past the menu, and with links on each page to the next. */
function walked({ style = '', skip = '<a class="skip" href="#page">Zum Text</a>', term = '<a href="/repo/glossary/begriff/">Begriff</a>' } = {}) {
  const page = (path, main) => html({ path, main }).replace('<header>', `${skip}<header>`).replace('<main>', '<main id="page">');
  return rightSite({
    'index.html': page('/', '<p><a href="articles/laufen/">Artikel</a></p>'),
    'articles/laufen/index.html': page(ARTICLE_SET[0], `<p>Ein ${term}.</p>`),
    'glossary/begriff/index.html': page('/glossary/begriff/', '<p><a href="/repo/articles/laufen/">Fundstelle</a></p>'),
    'style.css': `:focus-visible { outline: 2px solid } ${style}`,
  });
}

describe('walk', { concurrency: availableParallelism() }, () => {
  test('passes the right site', () => passes('walk', walked()));
  const faults = [
    ['no way past the menu', walked({ skip: '' }), /the first stop does not lead past the menu/],
    ['a term that no keyboard reaches', walked({ term: '<a href="/repo/glossary/begriff/" tabindex="-1">Begriff</a>' }), /no stop within \d+ leads on/],
    ['a focus that nobody sees', walked({ style: 'main a:focus-visible { outline: none }' }), /nothing shows that the keyboard is here: <a> Begriff/],
    ['a stop out of sight', walked({ style: 'main a { position: absolute; left: -999px }' }), /a stop cannot be seen: <a> Begriff/],
  ];
  for (const [kind, files, fault] of faults) test(kind, () => fails('walk', files, fault));
});

// --- lighthouse ---

// One after the other: two that measure at once disturb each other.
describe('lighthouse', { concurrency: 1 }, () => {
  const described = html({ path: '/about/', head: '<meta name="description" content="Über diese Seite">', main: '<p>Ein Absatz, den man lesen kann.</p>' });
  test('passes a right page', () => passes('lighthouse', rightSite({ 'about/index.html': described }), 'about/'));
  test('a page without description', () => fails('lighthouse', rightSite(), /\/about\/: seo \d+: meta-description/, 'about/'));
});

// --- reading ---

/** A page in two languages with the theme's own style and scripts, in one of which some words are replaced. */
function readable([file, written, instead] = []) {
  const names = ['style.css', 'reading.css', 'first.js', 'diglot.js', 'reading.js'];
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(import.meta.dirname, '../../assets', name), 'utf8')]));
  if (file) {
    assert.ok(files[file].includes(written), `${file} does not say ${written}`);
    files[file] = files[file].replace(written, instead);
  }
  const way = (name) => `<label class="${name}"><input type="radio" name="view" value="${name}"> <span>${name}</span></label>`;
  const keys = '<button class="ask-keys" type="button" popovertarget="page.keys" aria-label="Tasten">?</button><div class="keys" id="page.keys" popover><p>Tasten</p></div>';
  const bar = `<div class="bar"><nav class="views"><ul><li><a href="/repo/de/articles/laufen/">de</a></li><li><a href="/repo/articles/laufen/" aria-current="page">de · en</a></li><li><a href="/repo/en/articles/laufen/">en</a></li></ul></nav><fieldset class="how"><legend class="unseen">x</legend>${['both', 'ask', 'lines'].map(way).join('')}</fieldset>${keys}</div>`;
  const side = (name, language, words) => `<div class="${name}" lang="${language}"><p>${words.map((word, index) => `<span class="s" data-s="${index + 1}"${name === 'o' ? ` id="top.1.${index + 1}"` : ''}>${word} </span>`).join('')}</p></div>`;
  const row = `<div class="bead kind-paragraph is-paired" id="top.1"><a class="pin" href="#top.1">1</a>${side('o', 'de', ['Erster Satz.', 'Zweiter Satz.'])}<details hidden><summary lang="en">English</summary></details>${side('g', 'en', ['First sentence.', 'Second sentence.'])}</div>`;
  const other = row.replaceAll('top.1', 'top.2').replaceAll('sentence', 'word');
  const page = html({ path: ARTICLE_SET[0], head: '<link rel="stylesheet" href="/repo/reading.css"><script src="/repo/first.js"></script>', main: `<article class="rows">${row}${other}</article>` });
  const shown = page.replace('<html lang="de"', '<html lang="de" class="wide-both narrow-ask"').replace('<body>', '<body class="work parallel">')
    .replace('</header>', `<button class="theme" type="button" aria-label="dunkel"></button></header>${bar}`).replace('<script src="/repo/script.js" defer></script>', ['diglot', 'reading'].map((name) => `<script src="/repo/${name}.js" defer></script>`).join(''));
  // The bar leads to the other views; they are the same page here, for only the place is looked at there.
  const views = ARTICLE_SET.map((path) => [`${path.slice(1)}index.html`, shown]);
  return rightSite({ ...files, ...Object.fromEntries(views) });
}

describe('reading', { concurrency: availableParallelism() }, () => {
  const page = 'articles/laufen/';
  test('passes the theme', () => passes('reading', readable(), page));
  const faults = [
    ['a partner that does not come', ['reading.js', 'last.after(asked);', ''], /on demand: a tap on a sentence does not bring its partner/],
    ['a partner in the wrong language', ['reading.js', '= [other.lang, other.dir]', "= ['', '']"], /on demand: what comes is not said to be in its language/],
    ['a partner that does not go', ['reading.js', 'return last.nextElementSibling.remove()', 'return'], /on demand: a second tap does not take it away/],
    ['a number that shows nothing', ['reading.css', ':target, :has(> [open])) > .g', ':has(> [open])) > .g'], /a paragraph’s number does not show its partner/],
    ['a switch that cannot be seen', ['reading.css', '.is-paired > details { display: block;', '.is-paired > details {'], /without script: a paragraph has no switch/],
    ['a switch that does nothing', ['reading.css', ':has(> [open])) > .g { display: none }', ':has(> [shut])) > .g { display: none }'], /without script: a switch does not show the partner/],
    ['a partner that screen readers read all the same', ['reading.css', ':has(> [open])) > .g { display: none }', ':has(> [open])) > .g { opacity: 0; block-size: 0 }'], /without script: .* screen readers/],
    ['rows that jump', ['reading.css', '> .g { visibility: hidden; & .s.on { visibility: visible } }', '> .g { display: none }'], /on demand, wide: pointing at a sentence does not show its partner/],
    ['lines out of turn', ['reading.css', '[data-s="2"] { order: 2 }', ''], /line by line: sentences and their partners do not take turns/],
    ['a choice that is not kept', ['first.js', 'kept.view', 'undefined'], /kept: the choice is not kept/],
    ['an address that asks for nothing', ['first.js', "get('view')", "get('sicht')"], /kept: what the address asks for does not come first/],
    ['a key that leads nowhere', ['reading.js', 'ArrowDown: 1', 'ArrowDown: 0'], /by keyboard: an arrow does not lead on/],
    ['a partner that nobody is told of', ['reading.js', 'target.ariaDetailsElements =', 'target.details ='], /by keyboard: screen readers are not told of the partner/],
    ['a view that forgets the place', ['diglot.js', 'isSeen(asked)) return asked.id', 'isSeen(asked)) return \'\''], /places: /],
    ['a switch that forgets', ['first.js', 'root.dataset.theme = kept.theme', 'kept.theme'], /light and dark: dark is not kept/],
    ['a page that hides its gloss from those without script', ['reading.css', '& .is-paired:not(.open, :target, :has(> [open])) > .g', '& .is-paired .g'], /a paragraph’s number does not show its partner/],
  ];
  for (const [kind, fault, said] of faults) test(kind, () => fails('reading', readable(fault), said, page));
});

// --- workflows ---

const WORKFLOW = `name: Build
on: push
permissions: {contents: read}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - env:
          MESSAGE: \${{ github.event.head_commit.message }}
        run: echo "$MESSAGE"
`;

const ACTION = `name: Build
description: Builds
inputs:
  root: {description: The folder, default: .}
runs:
  using: composite
  steps:
    - shell: bash
      env:
        ROOT: \${{ inputs.root }}
      run: ls "$ROOT"
`;

/** A repository with a right workflow and action, in one of which something is replaced. */
function repository([file, from, to] = []) {
  const files = { '.github/workflows/build.yml': WORKFLOW, 'action.yml': ACTION };
  if (file) {
    const path = Object.keys(files).find((path) => path.endsWith(file));
    assert.ok(files[path].includes(from), from);
    files[path] = files[path].replace(from, () => to);
  }
  return files;
}

describe('workflows', { concurrency: availableParallelism() }, () => {
  test('passes right ones', () => passes('workflows', repository()));
  const faults = [
    ['a repository without any', {}, /nothing found to check/],
    ['YAML that does not parse', repository(['build.yml', 'jobs:', 'jobs: [']), /build\.yml:\d+:\d+: could not parse as YAML/],
    ['an unknown key', repository(['build.yml', 'runs-on', 'run-on']), /build\.yml:5:3: "runs-on" section is missing in job "build"/],
    ['an unknown runner', repository(['build.yml', 'ubuntu-latest', 'ubuntu-1']), /label "ubuntu-1" is unknown/],
    ['an unknown name in an expression', repository(['build.yml', 'github.event', 'githob.event']), /undefined variable "githob"/],
    ['what anybody may write in a script', repository(['build.yml', '"$MESSAGE"', '${{ github.event.head_commit.message }}']), /is potentially untrusted/],
    ['any expression in a script', repository(['build.yml', '"$MESSAGE"', '${{ runner.os }}']), /build\.yml:11: an expression stands in a script/],
    ['an action of somebody else', repository(['build.yml', 'actions/checkout@v7', 'somebody/checkout@v7']), /build\.yml:8: “somebody\/checkout@v7” is an action of somebody else/],
    ['a workflow without permissions', repository(['build.yml', 'permissions: {contents: read}\n', '']), /says no permissions/],
    ['an action of no kind', repository(['action.yml', 'composite', 'compsite']), /action\.yml\/runs: OneOf conditions/],
    ['a step without shell', repository(['action.yml', 'shell: bash', 'name: ls']), /action\.yml\/runs: OneOf/],
    ['an input without description', repository(['action.yml', 'description: The folder, ', '']), /action\.yml\/inputs\/root\/description: This property is required/],
    ['an input that is not there', repository(['action.yml', 'inputs.root', 'inputs.rot']), /property "rot" is not defined/],
    ['an input that nobody uses', repository(['action.yml', '${{ inputs.root }}', 'x']), /the input “root” is used nowhere/],
    ['an input in a script of the action', repository(['action.yml', '"$ROOT"', '${{ inputs.root }}']), /action\.yml:11: an expression stands in a script/],
  ];
  for (const [kind, files, fault] of faults) test(kind, () => fails('workflows', files, fault));

  test('what a document shows', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'judge-'));
    const document = join(folder, 'a.md');
    writeFileSync(document, `# A\n\n\`\`\`yaml title=".github/workflows/a.yml"\n${WORKFLOW.replace('runs-on', 'run-on')}\`\`\`\n`);
    const { code, output } = await runNode(join(import.meta.dirname, 'workflows.mjs'), document);
    rmSync(folder, { recursive: true });
    assert.equal(code, 1, output);
    assert.match(output, /a\.md: \.github\/workflows\/a\.yml:5:3: "runs-on" section is missing/);
  });
});
