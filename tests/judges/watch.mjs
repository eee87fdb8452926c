// Judge: while a site is being written, open pages become what the site is now, and nothing else of them changes: the place, what is
// open, the focus. Errors stand over the page until they are mended.
//
//     node watch.mjs DIGLOT SITE
//
// DIGLOT is the program; SITE, the folder of this repository's own site, is copied and edited.

import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { launch } from './chromium.mjs';
import { Verdict } from './verdict.mjs';

/** A page becomes what it should within a few milliseconds; machines are busy. */
const LONGEST = 20_000;

const [diglot, source] = process.argv.slice(2);
const verdict = new Verdict('watch');
const folder = mkdtempSync(join(tmpdir(), 'diglot-watch-'));
for (const part of ['site.yaml', 'content', 'static', 'layouts', 'assets']) cpSync(join(source, part), join(folder, part), { recursive: true });

const server = spawn(diglot, ['serve', '--watch', '--port', '0', '--root', folder], { stdio: ['ignore', 'ignore', 'pipe'] });
const home = await address(server.stderr);
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1200, height: 700 } });
try {
  await textChanges();
  await errorsShow();
  await styleChanges();
  await pageMovesAndGoes();
  await newPageComes();
} finally {
  await browser.close();
  server.kill('SIGINT');
  rmSync(folder, { recursive: true });
}
verdict.pronounce();

async function address(output) {
  for await (const line of createInterface({ input: output })) {
    const found = /^serving (\S+)/.exec(line);
    if (found) return found[1];
  }
  throw new Error('the server did not begin');
}

function edit(path, change) {
  const file = join(folder, path);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

async function open(path) {
  const page = await context.newPage();
  page.on('pageerror', ({ message }) => {
    // The browser's own word when somebody goes on while a page fades in.
    if (!message.startsWith('Transition was')) verdict.wrong(path, `an error in the page: ${message}`);
  });
  page.on('console', (said) => {
    if (said.type() === 'error' && !said.text().includes('404')) verdict.wrong(path, `the page says: ${said.text()}`);
  });
  await page.goto(home + path);
  // A page that was loaded anew has lost this.
  await page.evaluate(() => { window.first = true; });
  return page;
}

/** Waits until something is so in a page. */
async function becomes(page, what, holds, argument) {
  verdict.checked();
  try {
    await page.waitForFunction(holds, argument, { timeout: LONGEST, polling: 20 });
    return true;
  } catch {
    verdict.wrong(page.url(), `does not become so: ${what}`);
    return false;
  }
}

async function holds(page, what, expression) {
  verdict.checked();
  if (!(await page.evaluate(expression))) verdict.wrong(page.url(), `is not so: ${what}`);
}

async function textChanges() {
  const [page, other] = [await open('articles/hires/'), await open('de/articles/hires/')];
  const elsewhere = await open('glossary/');
  // Somewhere in the middle, with something open and something focused.
  await page.evaluate(() => {
    document.querySelector('details').open = true;
    document.querySelector('main a[href]').focus({ preventScroll: true });
    document.querySelector('#reasons').scrollIntoView();
    window.node = document.querySelector('[id="reasons.1"]');
  });
  await page.waitForTimeout(300);
  const before = await page.evaluate(() => scrollY);
  edit('content/articles/hires.de.md', (text) => text.replace('Lau denkt, auch das', 'Lau denkt wohl, auch das'));
  for (const tab of [page, other]) await becomes(tab, 'the edited sentence', () => document.body.textContent.includes('Lau denkt wohl'));
  await holds(page, 'it was not loaded anew', () => window.first);
  await holds(page, 'a paragraph that did not change is the same', () => window.node === document.querySelector('[id="reasons.1"]'));
  await holds(page, 'what was open is open', () => document.querySelector('details').open);
  await holds(page, 'the focus stays', () => document.activeElement.matches('main a[href]'));
  verdict.checked();
  const after = await page.evaluate(() => scrollY);
  if (Math.abs(after - before) > 60) verdict.wrong(page.url(), `scrolled from ${before} to ${after}`);
  await becomes(page, 'the edited paragraph is marked for a moment', () => document.querySelector('.diglot-edited'));
  await becomes(page, 'and then no longer', () => !document.querySelector('.diglot-edited'));
  // Far away on the page: it is gone to.
  edit('content/articles/hires.de.md', (text) => text.replace('Eine Woche lang', 'Eine ganze Woche lang'));
  await becomes(page, 'what was edited is in sight', () => {
    const sentence = [...document.querySelectorAll('main p')].find((one) => one.textContent.includes('Eine ganze Woche'));
    const box = sentence?.getBoundingClientRect();
    return box && box.top >= 0 && box.bottom <= innerHeight;
  });
  // A paragraph more, one fewer, and another order: the page is what a fresh one is.
  edit('content/articles/hires.de.md', (text) => text.replace('## Die vier', 'Ein Absatz mehr.\n\n## Die vier'));
  await becomes(page, 'a paragraph more', () => document.body.textContent.includes('Ein Absatz mehr.'));
  await sameAsFresh(page);
  edit('content/articles/hires.de.md', (text) => text.replace('Ein Absatz mehr.\n\n', ''));
  await becomes(page, 'that paragraph gone', () => !document.body.textContent.includes('Ein Absatz mehr.'));
  await sameAsFresh(page);
  await holds(elsewhere, 'a page elsewhere was not loaded anew', () => window.first);
  for (const tab of [page, other, elsewhere]) await tab.close();
}

/** A page that was kept up is the one that a browser gets now, but for what scripts have done to it. */
async function sameAsFresh(page) {
  verdict.checked();
  const differs = await page.evaluate(async () => {
    const fresh = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
    const plain = (body) => {
      const copy = body.cloneNode(true);
      for (const own of copy.querySelectorAll('[class^="diglot-"], script')) own.remove();
      for (const marked of copy.querySelectorAll('.diglot-edited')) marked.classList.remove('diglot-edited');
      return copy.textContent.replace(/\s+/g, ' ').trim() + [...copy.querySelectorAll('[id]')].map(({ id }) => id).join();
    };
    const [one, two] = [plain(document.body), plain(fresh.body)];
    const at = [...one].findIndex((letter, index) => letter !== two[index]);
    return one === two ? '' : `…${one.slice(Math.max(0, at - 30), at + 60)}… is …${two.slice(Math.max(0, at - 30), at + 60)}…`;
  });
  if (differs) verdict.wrong(page.url(), `differs from a fresh one: ${differs}`);
}

async function errorsShow() {
  const page = await open('articles/scaling/');
  const path = 'content/articles/scaling/index.de.md';
  const whole = readFileSync(join(folder, path), 'utf8');
  edit(path, (text) => `${text}\n[[nirgends]]\n`);
  await becomes(page, 'the error stands over the page', () => document.querySelector('.diglot-errors:not([hidden]) pre')?.textContent.includes('nirgends'));
  await holds(page, 'with its file and line', () => /^content\/articles\/scaling\/index\.de\.md:\d+:\d+$/.test(document.querySelector('.diglot-errors button').textContent));
  writeFileSync(join(folder, path), whole.replace(/^title:.*$/m, 'title: ['));
  await becomes(page, 'another error', () => document.querySelector('.diglot-errors')?.textContent.includes('title: ['));
  await holds(page, 'the last good page stays', () => document.querySelector('main h1') !== null && document.body.textContent.includes('Scaling'));
  writeFileSync(join(folder, path), whole);
  await becomes(page, 'no error', () => document.querySelector('.diglot-errors').hidden);
  edit(path, (text) => `${text}\n\`\`\`nosuchlanguage\nx\n\`\`\`\n`);
  await becomes(page, 'a warning in the corner', () => document.querySelector('.diglot-warnings:not([hidden]) summary')?.textContent.includes('warning'));
  await holds(page, 'and nothing over the page', () => document.querySelector('.diglot-errors').hidden);
  writeFileSync(join(folder, path), whole);
  await becomes(page, 'no warning', () => document.querySelector('.diglot-warnings').hidden);
  await page.close();
}

async function styleChanges() {
  const page = await open('about/');
  edit('assets/style.css', (text) => `${text}\nmain { outline: 7px solid red }\n`);
  await becomes(page, 'the new style', () => getComputedStyle(document.querySelector('main')).outlineWidth === '7px');
  await holds(page, 'it was not loaded anew', () => window.first);
  await becomes(page, 'the old style is gone', () => document.querySelectorAll('link[rel=stylesheet][href*="assets/style"]').length === 1);
  await page.close();
}

async function pageMovesAndGoes() {
  const page = await open('articles/hires/');
  for (const language of ['de', 'en']) renameSync(join(folder, `content/articles/hires.${language}.md`), join(folder, `content/articles/four.${language}.md`));
  await becomes(page, 'where the page is now', () => document.querySelector('.diglot-said:not([hidden]) a')?.pathname.endsWith('/articles/four/'));
  await page.click('.diglot-said a');
  await page.waitForURL('**/articles/four/', { timeout: LONGEST });
  for (const language of ['de', 'en']) rmSync(join(folder, `content/articles/four.${language}.md`));
  await becomes(page, 'that the page is gone', () => document.querySelector('.diglot-said:not([hidden])')?.textContent.includes('no longer'));
  await page.close();
}

async function newPageComes() {
  const page = await open('neu/');
  writeFileSync(join(folder, 'content/neu.de.md'), '---\ntitle: Neu\n---\n\nEben erst geschrieben.\n');
  await becomes(page, 'the new page', () => document.body.textContent.includes('Eben erst geschrieben.') || location.pathname.includes('/de/neu/'));
  await page.close();
}
