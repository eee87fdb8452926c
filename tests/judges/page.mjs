// One HTML (or SVG) document, parsed as browsers parse it, and what its head says about it.

import { parse } from 'parse5';

/**
 * @typedef {object} Element
 * @property {string} name lower case
 * @property {Record<string, string>} attributes
 * @property {string} text the text directly inside, for script and style
 * @property {number} line
 * @property {Element | null} parent
 */

/**
 * @typedef {object} Page
 * @property {string} file
 * @property {URL} url
 * @property {Element[]} elements in document order
 * @property {Set<string>} ids
 * @property {string[]} repeatedIds
 * @property {string} language of <html>
 * @property {boolean} noindex search engines shall leave it alone (stubs, aliases, 404.html)
 * @property {string | null} refresh where an alias page sends its reader
 * @property {string[]} canonicals
 * @property {{language: string, href: string}[]} alternates the hreflang links to other pages
 */

/** @returns {Page} */
export function readPage(text, file, url) {
  const elements = elementsBelow(parse(text, { sourceCodeLocationInfo: true }));
  const { ids, repeatedIds } = collectIds(elements);
  const links = elements.filter(({ name }) => name === 'link');
  return {
    file,
    url,
    elements,
    ids,
    repeatedIds,
    language: elements.find(({ name }) => name === 'html')?.attributes.lang ?? '',
    noindex: /\bnoindex\b/i.test(metaContent(elements, 'name', 'robots') ?? ''),
    refresh: refreshTarget(metaContent(elements, 'http-equiv', 'refresh')),
    canonicals: links.filter((link) => relations(link).includes('canonical')).map(({ attributes }) => attributes.href ?? ''),
    alternates: links.filter(isAlternatePage).map(({ attributes }) => ({ language: attributes.hreflang, href: attributes.href ?? '' })),
  };
}

/** The rel words of a link. */
export function relations(element) {
  return (element.attributes.rel ?? '').toLowerCase().split(/\s+/).filter(Boolean);
}

/** A feed has an hreflang too; it is no page and belongs to no set of translations. */
function isAlternatePage(link) {
  const type = link.attributes.type ?? 'text/html';
  return relations(link).includes('alternate') && 'hreflang' in link.attributes && type === 'text/html';
}

function elementsBelow(node) {
  const found = [];
  const visit = (above, parent) => {
    for (const child of [...(above.childNodes ?? []), ...(above.content?.childNodes ?? [])]) {
      const own = child.tagName ? element(child, parent) : parent;
      if (child.tagName) found.push(own);
      visit(child, own);
    }
  };
  visit(node, null);
  return found;
}

function element(node, parent) {
  return {
    name: node.tagName.toLowerCase(),
    attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])),
    text: node.childNodes.filter((child) => child.nodeName === '#text').map((child) => child.value).join(''),
    line: node.sourceCodeLocation?.startLine ?? 1,
    parent,
  };
}

function collectIds(elements) {
  const ids = new Set();
  const repeatedIds = [];
  for (const { attributes } of elements) {
    if (!('id' in attributes)) continue;
    if (ids.has(attributes.id)) repeatedIds.push(attributes.id);
    ids.add(attributes.id);
  }
  return { ids, repeatedIds };
}

function metaContent(elements, attribute, value) {
  return elements.find(({ name, attributes }) => name === 'meta' && attributes[attribute]?.toLowerCase() === value)?.attributes.content;
}

/** "0; url=../new/" → "../new/" */
function refreshTarget(content) {
  return content?.match(/^\s*\d+\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']*)/i)?.[1].trim() ?? null;
}
