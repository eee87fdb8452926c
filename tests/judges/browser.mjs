// Judge: in a real browser, at four widths, light and dark, no page logs an error, overflows sideways, breaks a rule
// of WCAG that axe can test, or calls another host; all of them can be read without JavaScript; and a term's card opens and
// closes as WCAG 1.4.13 wants it, by pointer, keyboard and finger.
//
//     node browser.mjs SITE BASE_URL [--shots DIR] [--width PX]... [PATH ...]
//
// The paths (below the base path) default to one page of each kind. Needs Chromium or Chrome: the one that the
// environment variable CHROMIUM names, or the first in the PATH.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import axe from 'axe-core';
import { launch } from './chromium.mjs';
import { serve } from './pages_server.mjs';
import { Site } from './site.mjs';
import { Verdict } from './verdict.mjs';

/** 320 is the width at which WCAG 1.4.10 (reflow) is measured. */
const WIDTHS = [320, 360, 768, 1440];
const SCHEMES = ['light', 'dark'];
const HEIGHT = 900;

/** WCAG 2.2, levels A and AA: each version's tag holds only what that version added. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** And what axe advises besides: landmarks around everything, each known by its name; headings in order. An open card is none of
 *  a page's parts: it is judged by WCAG alone. */
const ADVICE = [...WCAG, 'best-practice'];

/** Where a page that does not exist is asked for. */
const MISSING = 'no/such/page';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { shots: { type: 'string' }, width: { type: 'string', multiple: true } } });
const site = Site.fromCommandLine(positionals);
const verdict = new Verdict('browser');
const paths = positionals.length > 2 ? positionals.slice(2) : onePageOfEachKind();
if (values.shots) mkdirSync(values.shots, { recursive: true });

const server = await serve(site);
const browser = await launch();
for (const width of values.width?.map(Number) ?? WIDTHS) {
  // Two tabs at once: each waits longer than it works.
  await Promise.all(SCHEMES.map((scheme) => judgeWithScript(width, scheme)));
}
await Promise.all([judgeCards(360, 'light'), judgeCards(1440, 'dark')]);
await judgeWithoutScript();
await browser.close();
server.close();
verdict.pronounce();

/** Home, about, the glossary in all its ways and an entry, an article in all its views, and the 404 page; of lists, the colophon and
 *  stubs what the site has. */
function onePageOfEachKind() {
  const article = firstPage(/^articles\/[^/]+\/index\.html$/, 'article');
  const entry = firstPage(/^glossary\/[^/]+\/index\.html$/, 'glossary entry');
  const fixed = ['index.html', 'about/index.html', 'glossary/index.html'].filter((file) => {
    if (!site.files.has(file)) verdict.wrong(file, 'is missing, so this kind of page was not judged');
    return site.files.has(file);
  });
  const ways = ['kind', 'term', 'relation'].map((way) => `glossary/by/${way}/index.html`).filter((file) => site.files.has(file));
  const listed = ['articles/index.html', 'tags/index.html', 'colophon/index.html', 'de/colophon/index.html'].filter((file) => site.files.has(file));
  const rare = [(name) => /^tags\/[^/]+\/index/.test(name), (name) => site.page(name).noindex && site.page(name).refresh === null && name !== '404.html'];
  const others = rare.map((isSo) => site.filesEnding('.html').find(isSo)).filter(Boolean);
  const files = [...fixed, ...ways, ...listed, ...others, ...[article, entry].filter(Boolean).flatMap(withItsOtherViews)];
  return [...new Set(files.map((file) => site.addressOf(file).pathname.slice(site.base.pathname.length))), MISSING];
}

function firstPage(pattern, kind) {
  const file = site.filesEnding('.html').filter((name) => pattern.test(name)).find((name) => !site.page(name).noindex && site.page(name).refresh === null);
  if (!file) verdict.wrong(kind, `no page of this kind was found (${pattern}), so it was not judged`);
  return file;
}

/** The parallel view's hreflang links lead to the views in one language. */
function withItsOtherViews(file) {
  return [file, ...site.page(file).alternates.map(({ href }) => site.locate(new URL(href)).file).filter(Boolean)];
}

async function judgeWithScript(width, scheme) {
  const tab = await openTab({ viewport: { width, height: HEIGHT }, colorScheme: scheme }, `at ${width} px, ${scheme}`);
  for (const path of paths) {
    await tab.visit(path);
    await judgeWidth(tab);
    await judgeAccessibility(tab, ADVICE);
    if (values.shots) await tab.page.screenshot({ path: join(values.shots, shotName(path, width, scheme)), fullPage: true });
  }
  await tab.page.context().close();
}

/** Opens a tab in a profile of its own, which watches what its pages ask for and log. */
async function openTab(options, manner) {
  const context = await browser.newContext(options);
  const tab = { page: await context.newPage(), where: '', address: '', visit: (path) => visit(tab, path, manner) };
  tab.page.on('pageerror', (error) => verdict.wrong(tab.where, `script error: ${error.message}`));
  tab.page.on('console', (message) => {
    // Chromium itself logs that a missing page is missing; that is what 404 pages are for.
    const isTheMissingPage = message.location().url === tab.address && tab.address.endsWith(MISSING);
    if (message.type() === 'error' && !isTheMissingPage) verdict.wrong(tab.where, `console: ${message.text()}`);
  });
  await context.route(
    (url) => url.origin !== server.origin && !['data:', 'blob:'].includes(url.protocol),
    (route) => {
      verdict.wrong(tab.where, `asks another host: ${route.request().url()}`);
      return route.abort();
    },
  );
  return tab;
}

async function visit(tab, path, manner) {
  verdict.checked();
  tab.where = `/${path} ${manner}`;
  tab.address = server.origin + site.base.pathname + path;
  await tab.page.goto(tab.address);
  // What scripts ask for once the page is there, they ask for at once.
  await tab.page.waitForTimeout(100);
}

async function judgeWidth({ page, where }) {
  const { content, window, culprits } = await page.evaluate(() => {
    const wide = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5);
    return {
      content: document.scrollingElement.scrollWidth,
      window: innerWidth,
      culprits: wide.slice(0, 5).map((element) => `<${element.localName} class="${element.getAttribute('class') ?? ''}">`),
    };
  });
  if (content > window) verdict.wrong(where, `is ${content} px wide; reaching out: ${culprits.join(' ')}`);
}

async function judgeAccessibility({ page, where }, tags) {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (tags) => {
    const result = await window.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
    return result.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `axe ${id}: ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`));
  }, tags);
  for (const violation of violations) verdict.wrong(where, violation);
}

/** Without script the heading and the text must be there and to be seen. */
async function judgeWithoutScript() {
  const tab = await openTab({ viewport: { width: 1440, height: HEIGHT }, javaScriptEnabled: false }, 'without JavaScript');
  for (const path of paths) {
    await tab.visit(path);
    const { heading, text } = await tab.page.evaluate(() => {
      const seen = { opacityProperty: true, visibilityProperty: true };
      const visible = (selector) => [...document.querySelectorAll(selector)].some((element) => element.checkVisibility(seen) && element.innerText.trim() !== '');
      return { heading: visible('main h1'), text: visible('main :is(p, li, dd, td, blockquote)') };
    });
    if (!heading) verdict.wrong(tab.where, 'shows no <h1> in <main>');
    if (!text) verdict.wrong(tab.where, 'shows no text in <main>');
    if (await openCards(tab.page)) verdict.wrong(tab.where, 'shows a card');
  }
  await tab.page.context().close();
}

/** How many cards are to be seen. */
function openCards(page) {
  return page.locator('.card').filter({ visible: true }).count();
}

/** The first page with a card: what its terms do when they are pointed at, focused and tapped. */
async function judgeCards(width, colorScheme) {
  const fileWith = (wanted) => site.filesEnding('.html').find((name) => site.page(name).elements.some(({ attributes }) => attributes.class === wanted));
  const file = fileWith('card');
  if (!file && fileWith('t')) verdict.wrong('cards', 'terms are linked, but no page has a card, so they were not judged');
  if (!file) return;
  const path = site.addressOf(file).pathname.slice(site.base.pathname.length);
  const ways = [['pointer', judgeCardsByPointer], ['pointer, without anchors', judgeCardsByPointer], ['keyboard', judgeCardsByKeyboard], ['finger', judgeCardsByFinger]];
  for (const [by, judge] of ways) {
    // Without transitions: one that a second page breaks off is logged as an error.
    const tab = await openTab({ viewport: { width, height: HEIGHT }, colorScheme, hasTouch: by === 'finger', reducedMotion: 'reduce' }, `at ${width} px, ${colorScheme}, cards by ${by}`);
    if (by.endsWith('without anchors')) await tab.page.route(/\.(css|js)$/, forgetAnchors);
    await tab.visit(path);
    await judge(tab, tab.page, width);
    await tab.page.context().close();
  }
}

/** Browsers that cannot anchor one box to another know no `position-area`. */
async function forgetAnchors(route) {
  const response = await route.fetch();
  await route.fulfill({ response, body: (await response.text()).replaceAll('position-area', 'position-unknown') });
}

/** Expects what comes about within a second or two, and says whether it did. */
async function expectSoon(tab, what, isSo) {
  for (let tries = 0; tries < 20; tries += 1) {
    if (await isSo()) return true;
    await tab.page.waitForTimeout(100);
  }
  verdict.wrong(tab.where, what);
  return false;
}

async function judgeCardsByPointer(tab, page, width) {
  const isOpen = async () => (await openCards(page)) === 1;
  const isClosed = async () => (await openCards(page)) === 0;
  const term = page.locator('main a.t').first();
  await term.hover();
  if (!(await expectSoon(tab, 'no card opens where a term is pointed at', isOpen))) return;
  const card = page.locator('.card:popover-open');
  const box = await card.boundingBox();
  const word = await term.boundingBox();
  if (box && Math.min(Math.abs(box.y - word.y - word.height), Math.abs(word.y - box.y - box.height)) > 40) verdict.wrong(tab.where, `the card does not stand beside its term: ${JSON.stringify([box, word])}`);
  if (!box || box.x < 0 || box.x + box.width > width || box.y < 0) verdict.wrong(tab.where, `the card reaches out of the window: ${JSON.stringify(box)}`);
  await judgeWidth(tab);
  await judgeAccessibility(tab, WCAG);
  await card.hover();
  await page.waitForTimeout(800);
  if (await isClosed()) verdict.wrong(tab.where, 'a card that is pointed at closes');
  await page.keyboard.press('Escape');
  await expectSoon(tab, 'Escape does not close a card', isClosed);
  await term.hover();
  await expectSoon(tab, 'a card does not open again', isOpen);
  await page.emulateMedia({ media: 'print' });
  if (await isOpen()) verdict.wrong(tab.where, 'a card is printed');
  await page.emulateMedia({ media: 'screen' });
  await page.mouse.move(1, 1);
  await expectSoon(tab, 'a card stays open that nobody points at', isClosed);
}

async function judgeCardsByKeyboard(tab, page) {
  const term = page.locator('main a.t').first();
  // What is focused by script counts as focused by keyboard if a key was the last thing used.
  await page.keyboard.press('Tab');
  await term.focus();
  if (!(await expectSoon(tab, 'no card opens where a term is focused', async () => (await openCards(page)) === 1))) return;
  const described = await term.evaluate((link) => document.getElementById(link.getAttribute('aria-describedby'))?.innerText ?? '');
  if (described.trim() === '') verdict.wrong(tab.where, 'a focused term is not described by its card');
  await page.keyboard.press('Escape');
  await expectSoon(tab, 'Escape does not close a card', async () => (await openCards(page)) === 0);
  if (!(await term.evaluate((link) => link === document.activeElement))) verdict.wrong(tab.where, 'Escape takes the focus from the term');
  await page.keyboard.press('Tab');
  await term.focus();
  await page.keyboard.press('Tab');
  if (await term.evaluate((link) => link === document.activeElement)) verdict.wrong(tab.where, 'a card traps the focus');
}

async function judgeCardsByFinger(tab, page) {
  const term = page.locator('main a.t').first();
  const target = await term.evaluate((link) => link.href);
  await term.tap();
  if (page.url() !== tab.address) return verdict.wrong(tab.where, 'the first tap follows the link');
  if (!(await expectSoon(tab, 'no card opens where a term is tapped', async () => (await openCards(page)) === 1))) return;
  await page.locator('main h1').first().tap();
  await expectSoon(tab, 'a tap elsewhere does not close a card', async () => (await openCards(page)) === 0);
  await term.tap();
  await term.tap();
  await expectSoon(tab, 'the second tap does not follow the link', async () => page.url() === target);
}

function shotName(path, width, scheme) {
  const name = path.replace(/\/$/, '').replaceAll('/', '-') || 'home';
  return `${name}-${width}-${scheme}.png`;
}
