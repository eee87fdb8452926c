// Judge: every reference in every page resolves to a file of the site, every fragment to an id in it,
// and nothing is loaded from another host.
//
//     node links.mjs SITE BASE_URL

import { cssReferences, references } from './references.mjs';
import { Site } from './site.mjs';
import { Verdict } from './verdict.mjs';

const site = Site.fromCommandLine();
const verdict = new Verdict('links');

for (const page of site.pages()) {
  const where = (line) => `${page.file}:${line}`;
  for (const id of page.repeatedIds) verdict.wrong(page.file, `two elements have the id “${id}”`);
  for (const { name, line } of page.elements) {
    // It would turn every relative link of the page round, its fragments too.
    if (name === 'base') verdict.wrong(where(line), 'a <base> is not allowed');
  }
  for (const reference of references(page)) judge(reference, page.url, where(reference.line));
  if (page.canonicals.length > 1) verdict.wrong(page.file, 'has more than one canonical address');
}

for (const file of site.filesEnding('.css')) {
  for (const reference of cssReferences(site.read(file).toString('utf8'))) judge(reference, site.addressOf(file), file);
}

verdict.pronounce();

/** @param {import('./references.mjs').Reference} reference */
function judge(reference, pageUrl, where) {
  verdict.checked();
  const fault = faultOf(reference, pageUrl);
  if (fault) verdict.wrong(where, `“${reference.written}” ${fault}`);
}

function faultOf({ written, kind }, pageUrl) {
  if (!URL.canParse(written, pageUrl)) return 'is no address';
  const url = new URL(written, pageUrl);
  if (url.protocol === 'javascript:') return 'is a script, no address';
  if (url.protocol === 'data:' && kind === 'loaded') return null;
  if (['mailto:', 'tel:'].includes(url.protocol) && kind === 'followed') return null;

  const target = site.locate(url);
  if (target.elsewhere) return faultElsewhere(kind);
  // A neighbour on the same host (another repository's pages) may be linked, but only by its whole address:
  // a link that begins with "/" and leaves the base path has forgotten the base path.
  if (target.fault) return kind === 'followed' && URL.canParse(written) && !url.pathname.startsWith(site.base.pathname) ? null : target.fault;
  return faultOfFragment(written, url, target.file);
}

function faultElsewhere(kind) {
  if (kind === 'loaded') return 'is loaded from another host';
  if (kind === 'site') return 'must be a page of this site';
  return null;
}

function faultOfFragment(written, url, file) {
  if (written.endsWith('#')) return 'has an empty fragment: a link that was never filled in';
  const fragment = url.hash.slice(1).replace(/:~:.*$/, '');
  if (fragment === '' || !/\.(html|svg)$/.test(file)) return null;
  let id;
  try {
    id = decodeURIComponent(fragment);
  } catch {
    return 'has a fragment that is not percent-encoded UTF-8';
  }
  const target = site.page(file);
  const named = target.elements.some(({ name, attributes }) => name === 'a' && attributes.name === id);
  // "#top" leads to the top of every page, by the HTML standard.
  if (target.ids.has(id) || named || id.toLowerCase() === 'top') return null;
  return `names no id in ${file}`;
}
