// Judge: what programs read in the pages' heads. Every page that search engines may list has Open Graph and JSON-LD; each address
// in them leads to a file of the site; what they say agrees with the page, and translations name each other.
//
//     node metadata.mjs SITE BASE_URL

import { Site } from './site.mjs';
import { Verdict } from './verdict.mjs';

/** What a type must say, of those that search engines ask for: https://schema.org. */
const REQUIRED = {
  AboutPage: ['@id', 'url', 'name', 'inLanguage', 'isPartOf'],
  Article: ['@id', 'headline', 'inLanguage'],
  BreadcrumbList: ['itemListElement'],
  CollectionPage: ['@id', 'url', 'name', 'inLanguage', 'isPartOf'],
  DefinedTerm: ['@id', 'url', 'name', 'inDefinedTermSet'],
  DefinedTermSet: ['@id', 'url', 'name', 'inLanguage'],
  ListItem: ['position', 'name', 'item'],
  Person: ['name'],
  WebSite: ['@id', 'name'],
};
/** Which properties hold an address of the site. */
const ADDRESSES = ['@id', 'url', 'item', 'image'];
const REQUIRED_OF_GRAPH = ['og:type', 'og:title', 'og:url', 'og:site_name', 'og:locale'];

const site = Site.fromCommandLine();
const verdict = new Verdict('metadata');
/** By page: what it says that it is a translation of, and what are its translations. */
const originals = new Map();
const translations = new Map();

for (const page of site.pages()) judge(page);
for (const [page, named] of translations) for (const gloss of named) expect(originals.get(gloss)?.has(page), page, `${gloss} does not say that it is its translation`);
for (const [page, named] of originals) for (const original of named) expect(translations.get(original)?.has(page), page, `${original} does not say that it is its original`);
verdict.pronounce();

function judge(page) {
  const scripts = page.elements.filter(({ name, attributes }) => name === 'script' && attributes.type === 'application/ld+json');
  const graph = page.elements.filter(({ name, attributes }) => name === 'meta' && 'property' in attributes).map(({ attributes }) => [attributes.property, attributes.content]);
  if (page.noindex || page.refresh !== null) {
    expect(scripts.length === 0 && graph.length === 0, page.file, 'is noindex and has metadata');
    return;
  }
  verdict.checked();
  expect(scripts.length === 1, page.file, `has ${scripts.length} blocks of JSON-LD`);
  judgeGraph(page, graph);
  for (const { text, line } of scripts) judgeData(page, text, `${page.file}:${line}`);
}

function judgeGraph(page, graph) {
  const values = (name) => graph.filter(([property]) => property === name).map(([, content]) => content);
  for (const name of REQUIRED_OF_GRAPH) expect(values(name).length === 1 && values(name)[0] !== '', page.file, `has no ${name}, or several`);
  expect(values('og:url')[0] === page.canonicals[0], page.file, 'has another og:url than its canonical address');
  for (const locale of [...values('og:locale'), ...values('og:locale:alternate')]) expect(/^[a-z]{2,3}_[A-Z]{2}$|^[a-z]{2,3}_\d{3}$/.test(locale), page.file, `${locale} is no language with its country`);
  expect(!values('og:locale:alternate').includes(values('og:locale')[0]), page.file, 'its og:locale is an alternate too');
  expect(values('og:locale')[0]?.split('_')[0] === page.language.split('-')[0], page.file, `its og:locale is ${values('og:locale')[0]}, and the page is in ${page.language}`);
  for (const image of values('og:image')) expectFile(image, page.file, 'og:image');
  for (const content of graph.map(([, value]) => value)) expect(content !== '', page.file, 'has an empty property');
}

function judgeData(page, text, where) {
  let data;
  try {
    data = JSON.parse(text);
  } catch (error) {
    verdict.wrong(where, `JSON-LD: ${error.message}`);
    return;
  }
  expect(data['@context'] === 'https://schema.org', where, `its context is ${data['@context']}`);
  const nodes = data['@graph'] ?? [];
  expect(nodes.some((node) => node['@type'] !== 'BreadcrumbList'), where, 'says nothing of the page itself');
  for (const node of nodes) judgeNode(node, where);
  for (const node of nodes.filter((node) => node['@type'] === 'BreadcrumbList')) judgeSteps(page, node, where);
  const urls = nodes.map((node) => node.url).filter(Boolean);
  const isHome = nodes.some((node) => node['@type'] === 'WebSite');
  for (const url of urls) expect(isHome || url === page.canonicals[0], where, `${url} is another address than the page's`);
}

function judgeNode(node, where) {
  verdict.checked();
  const type = node['@type'];
  if (!type) {
    // Words in a language, or an address of something that is described elsewhere.
    expect('@id' in node || ('@value' in node && isLanguage(node['@language'])), where, `${JSON.stringify(node)} is of no type`);
  } else if (!REQUIRED[type]) {
    verdict.wrong(where, `${type} is not expected`);
  }
  for (const property of REQUIRED[type] ?? []) expect(node[property] !== undefined && node[property].length !== 0, where, `a ${type} without ${property}`);
  for (const property of ADDRESSES) if (property in node) expectFile(node[property], where, `${type ?? 'a reference'}: ${property}`);
  for (const language of [node.inLanguage ?? []].flat()) expect(isLanguage(language), where, `inLanguage: ${language}`);
  for (const property of ['datePublished', 'dateModified']) if (property in node) expect(/^\d{4}-\d\d-\d\d$/.test(node[property]), where, `${property}: ${node[property]}`);
  if (type === 'Article') noteTranslations(node);
  for (const value of Object.values(node).flat()) if (value !== null && typeof value === 'object') judgeNode(value, where);
}

function noteTranslations(article) {
  const ids = (references) => new Set([references ?? []].flat().map((reference) => reference['@id']));
  const add = (map, named) => {
    if (named.size > 0) map.set(article['@id'], new Set([...(map.get(article['@id']) ?? []), ...named]));
  };
  add(originals, ids(article.translationOfWork));
  add(translations, ids(article.workTranslation));
}

/** The way begins at a home page and ends at the page itself, as its breadcrumb for readers does. */
function judgeSteps(page, { itemListElement: steps }, where) {
  expect(steps.length > 1, where, 'a way of one step');
  steps.forEach(({ position }, index) => expect(position === index + 1, where, `step ${index + 1} is called ${position}`));
  expect(steps.at(-1).item === page.canonicals[0], where, `the way ends at ${steps.at(-1).item}`);
  const crumbs = page.elements.filter(({ name, attributes }) => name === 'nav' && /\bcrumbs\b/.test(attributes.class ?? ''));
  expect(crumbs.length === 1, where, 'has a way for programs and none for readers');
}

function expectFile(href, where, what) {
  const { file, elsewhere, fault } = URL.canParse(href) ? site.locate(new URL(href)) : { fault: 'is no absolute address' };
  if (!file) verdict.wrong(where, `${what} ${href} ${elsewhere ? `is not below ${site.base}` : fault}`);
}

function isLanguage(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function expect(right, where, what) {
  if (!right) verdict.wrong(where, what);
}
