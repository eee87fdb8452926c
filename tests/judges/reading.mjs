// Judge: how the second language comes is the reader's choice. On a phone it comes on demand: a tap on a sentence brings its
// partner below it, in its own language, and another takes it away; line by line, each sentence stands above its partner; a choice
// is kept for the next page and in the address, and shown before anything else is; light and dark likewise. Without
// script both languages are there, and the choices work all the same.
//
//     node reading.mjs SITE BASE_URL PATH
//
// PATH: a page in two languages, below the base path.

import { launch } from './chromium.mjs';
import { serve } from './pages_server.mjs';
import { Site } from './site.mjs';
import { Verdict } from './verdict.mjs';

const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, reducedMotion: 'reduce' };
const DESK = { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' };
/** The first row that has its partner sentence by sentence. */
const ROW = '.bead.is-paired:has(> .o > p > .s):has(> .g > p > .s)';

const site = Site.fromCommandLine();
const verdict = new Verdict('reading');
const server = await serve(site);
const browser = await launch();
const address = server.origin + site.base.pathname + (process.argv[4] ?? '');
await inTab('on demand', PHONE, onDemand);
await inTab('on demand, wide', DESK, onDemandBeside);
await inTab('line by line', PHONE, lineByLine);
await inTab('kept', PHONE, kept);
await inTab('light and dark', { ...DESK, colorScheme: 'light' }, lightAndDark);
await inTab('without script', { ...PHONE, javaScriptEnabled: false }, withoutScript);
await browser.close();
server.close();
verdict.pronounce();

async function inTab(name, options, act) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  const expect = async (what, isSo) => {
    verdict.checked();
    if (!(await isSo)) verdict.wrong(name, what);
  };
  try {
    await page.goto(address);
    await act(page, expect);
  } catch (error) {
    verdict.wrong(name, error.message.split('\n')[0]);
  }
  await context.close();
}

async function onDemand(page, expect) {
  const row = page.locator(ROW).first();
  const sentence = row.locator('.o .s').first();
  await expect('the second language is there before it is asked for', row.locator('> .g').isHidden());
  await sentence.tap({ position: { x: 5, y: 8 } });
  const asked = row.locator('.o .asked');
  await expect('a tap on a sentence does not bring its partner', asked.isVisible());
  await expect('what comes is not said to be in its language', asked.evaluate((shown) => shown.lang !== '' && shown.lang !== shown.parentElement.closest('[lang]').lang));
  await expect('what comes is not the partner', row.evaluate((bead) => bead.querySelector('.asked').textContent === bead.querySelector('.g .s').textContent));
  await sentence.tap({ position: { x: 5, y: 8 } });
  await expect('a second tap does not take it away', asked.count().then((count) => count === 0));
  await row.locator('> .pin').tap();
  await expect('a paragraph’s number does not show its partner', row.locator('> .g').isVisible());
}

async function onDemandBeside(page, expect) {
  const row = page.locator(ROW).first();
  const box = await row.boundingBox();
  await page.locator('.how [value=ask]').check();
  const partner = row.locator('.g .s').first();
  await expect('the second language is there before it is asked for', partner.isHidden());
  await row.locator('.o .s').first().hover({ position: { x: 5, y: 8 } });
  await expect('pointing at a sentence does not show its partner', partner.isVisible());
  const after = await row.boundingBox();
  await expect('the row changes its height', box.height === after.height);
}

async function lineByLine(page, expect) {
  await page.locator('.how [value=lines]').check();
  const ordered = page.locator(ROW).evaluateAll((rows) => rows.every((row) => {
    const top = (sentence) => sentence.getBoundingClientRect().top;
    const sentences = [...row.querySelectorAll('.s')].sort((one, other) => top(one) - top(other));
    return sentences.every((sentence, index) => index === 0 || Number(sentence.dataset.s) >= Number(sentences[index - 1].dataset.s));
  }));
  await expect('sentences and their partners do not take turns', ordered);
}

async function kept(page, expect) {
  await page.locator('.how [value=both]').check();
  await expect('the choice is not in the address', new URL(page.url()).searchParams.get('view') === 'both');
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForSelector(ROW);
  await expect('the choice is not kept', page.locator(`${ROW} > .g`).first().isVisible());
  await page.goto(`${address}?view=ask`);
  await expect('what the address asks for does not come first', page.locator(`${ROW} > .g`).first().isHidden());
  await expect('the bar does not say what holds', page.locator('.how [value=ask]').isChecked());
  const other = page.locator('.views a:not([aria-current])').first();
  await other.click();
  await page.waitForURL((url) => url.pathname !== new URL(address).pathname);
  await expect('the choice is lost on the way to another view', new URL(page.url()).searchParams.get('view') === 'ask');
}

async function lightAndDark(page, expect) {
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.locator('.theme').click();
  const dark = await paper();
  await expect('the switch does not make the page dark', light !== dark);
  await page.reload();
  await expect('dark is not kept', (await paper()) === dark);
  await expect('the switch does not say that it is dark', page.locator('.theme[aria-pressed=true]').isVisible());
}

async function withoutScript(page, expect) {
  const gloss = page.locator(`${ROW} > .g`).first();
  await expect('the second language is hidden', gloss.isVisible());
  await expect('a switch is shown that does nothing', page.locator('.theme').isHidden());
  await page.locator('.how [value=ask]').check();
  await expect('the choice does nothing', gloss.isHidden());
  await page.locator(`${ROW} > .pin`).first().tap();
  await expect('a paragraph’s number does not show its partner', gloss.isVisible());
}
