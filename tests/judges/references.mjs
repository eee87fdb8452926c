// Every reference in a page: what a browser loads by itself and what a reader can follow.

import { relations } from './page.mjs';

/** Attributes whose target is fetched as soon as the page is shown. */
const LOADED = {
  audio: ['src'],
  embed: ['src'],
  iframe: ['src'],
  image: ['href'],
  img: ['src', 'srcset'],
  input: ['src'],
  object: ['data'],
  script: ['src'],
  source: ['src', 'srcset'],
  track: ['src'],
  use: ['href'],
  video: ['src', 'poster'],
};

/** Attributes whose target is fetched only when the reader asks. */
const FOLLOWED = {
  a: ['href'],
  area: ['href'],
  blockquote: ['cite'],
  button: ['formaction'],
  del: ['cite'],
  form: ['action'],
  ins: ['cite'],
  q: ['cite'],
};

/** Relations of <link> that make the browser fetch, or at least call, the target's host. */
const LOADING_RELATIONS = ['stylesheet', 'icon', 'apple-touch-icon', 'mask-icon', 'manifest', 'preload', 'modulepreload', 'prefetch', 'preconnect', 'dns-prefetch', 'prerender'];

/** Relations of <link> that say which other pages of this site belong to this one. */
const SITE_RELATIONS = ['canonical', 'alternate', 'prev', 'next'];

/**
 * @typedef {object} Reference
 * @property {string} written the address as it stands in the page
 * @property {number} line
 * @property {'loaded' | 'site' | 'followed'} kind loaded: fetched by the browser, so never from another host;
 *   site: must be a page of the site; followed: may lead anywhere
 */

/** @returns {Reference[]} */
export function references(page) {
  return page.elements.flatMap((element) => {
    if (element.name === 'link') return linkReference(element);
    if (element.name === 'style') return cssReferences(element.text, element.line);
    if (element.name === 'meta') return metaReference(element, page);
    return [...attributes(element, LOADED, 'loaded'), ...attributes(element, FOLLOWED, 'followed')];
  });
}

/** The url(…) and @import of a style sheet: fonts and pictures come from this host too. */
export function cssReferences(css, line = 1) {
  const code = css.replace(/\/\*[^]*?\*\//g, '');
  const found = code.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/gi);
  return [...found].map((groups) => ({ written: groups.slice(1).find((group) => group !== undefined), line, kind: 'loaded' }));
}

function attributes(element, table, kind) {
  return (table[element.name] ?? [])
    .filter((attribute) => attribute in element.attributes)
    .flatMap((attribute) => (attribute === 'srcset' ? srcset(element.attributes.srcset) : [element.attributes[attribute]]))
    .map((written) => ({ written, line: element.line, kind }));
}

/** "small.png 1x, large.png 2x" → the two addresses */
function srcset(value) {
  return value.split(/,\s+/).map((candidate) => candidate.trim().split(/\s+/)[0]).filter(Boolean);
}

function linkReference(element) {
  if (!('href' in element.attributes)) return [];
  const words = relations(element);
  let kind = 'followed';
  if (words.some((word) => SITE_RELATIONS.includes(word))) kind = 'site';
  if (words.some((word) => LOADING_RELATIONS.includes(word))) kind = 'loaded';
  return [{ written: element.attributes.href, line: element.line, kind }];
}

/** An alias page's target, and the addresses that other sites show (og:url, og:image). */
function metaReference(element, page) {
  if (element.attributes['http-equiv']?.toLowerCase() === 'refresh') {
    return page.refresh === null ? [] : [{ written: page.refresh, line: element.line, kind: 'site' }];
  }
  const shown = ['og:url', 'og:image', 'og:audio', 'og:video', 'twitter:image'];
  const name = element.attributes.property ?? element.attributes.name;
  return shown.includes(name) ? [{ written: element.attributes.content ?? '', line: element.line, kind: 'followed' }] : [];
}
