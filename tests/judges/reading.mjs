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
await inTab('by keyboard', DESK, byKeyboard);
await inTab('by keyboard, on demand', { ...DESK, viewport: { width: 700, height: 900 } }, byKeyboardOnDemand);
await inTab('places', DESK, places);
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

/** The sentence at which the keyboard is: its side, its row and its place there. */
function here(page) {
  return page.evaluate(() => {
    const sentence = document.activeElement;
    if (!sentence.matches('.s')) return null;
    return { side: sentence.closest('.o, .g').className, bead: sentence.closest('.bead').id, place: sentence.dataset.s };
  });
}

/** Presses Tab until the keyboard is at a sentence. */
async function toTheText(page) {
  for (let stops = 0; stops < 60; stops += 1) {
    await page.keyboard.press('Tab');
    if (await here(page)) return;
  }
  throw new Error('no stop is in the text');
}

async function byKeyboard(page, expect) {
  await toTheText(page);
  const first = await here(page);
  await expect('the text is not begun at the original', first.side === 'o');
  await expect('the sentence is not marked', page.locator('.o .s.on').first().isVisible());
  await expect('its partner is not marked', page.locator('.g .s.on').first().isVisible());
  await expect('screen readers are not told of the partner', page.evaluate(() => document.activeElement.ariaDetailsElements?.some((one) => one.closest('.g'))));
  await expect('the text is more than one stop', page.locator('.s[tabindex]').count().then((count) => count === 1));
  await page.keyboard.press('ArrowDown');
  const second = await here(page);
  await expect('an arrow does not lead on', second !== null && (second.bead !== first.bead || second.place !== first.place));
  await page.keyboard.press('ArrowRight');
  const partner = await here(page);
  await expect('an arrow does not lead to the partner', partner?.side === 'g' && partner.bead === second.bead && partner.place === second.place);
  await page.keyboard.press('ArrowUp');
  await expect('an arrow does not lead back on that side', here(page).then((now) => now?.side === 'g' && now.bead === first.bead && now.place === first.place));
  await page.keyboard.press('Escape');
  await expect('Escape does not let go of the marks', page.locator('.s.on').count().then((count) => count === 0));
  await page.keyboard.press('?');
  await expect('no key shows the keys', page.locator('.keys').isVisible());
  await page.keyboard.press('Escape');
  await expect('the keys stay', page.locator('.keys').isHidden());
  await page.locator('.ask-keys').click();
  await expect('the bar does not show the keys', page.locator('.keys').isVisible());
}

async function byKeyboardOnDemand(page, expect) {
  await toTheText(page);
  await expect('the partner is there before it is asked for', page.locator('.is-paired > .g .s:visible, .asked').count().then((count) => count === 0));
  await page.keyboard.press('Enter');
  await expect('a key does not bring the partner', page.locator('.asked').isVisible());
  await page.keyboard.press('Enter');
  await expect('it does not take it away', page.locator('.asked').count().then((count) => count === 0));
  await page.setViewportSize({ width: 1440, height: 900 });
  // The page hears of its new width with the next frame, and shows the way that holds there: not after the choice made here.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.locator('.how [value=ask]').check();
  await toTheText(page);
  await expect('side by side, the partner is there before it is asked for', page.locator('.is-paired > .g .s:visible').count().then((count) => count === 0));
  await page.keyboard.press('Enter');
  await expect('side by side, a key does not bring the partner', page.locator('.g .s.on').first().isVisible());
}

/** Whatever view and way are chosen, the reader stays at the same passage. */
async function places(page, expect) {
  const id = await page.locator(ROW).last().getAttribute('id');
  const seen = (where) => page.locator(`[id="${id}"]`).evaluate((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }).then((isSeen) => expect(`${where}, another passage is shown`, isSeen));
  for (const way of ['ask', 'lines', 'both']) {
    await page.goto(`${address}?view=${way}#${encodeURIComponent(id)}`);
    await expect(`?view=${way} does not hold`, page.locator(`.how [value=${way}]`).isChecked());
    await seen(`?view=${way}`);
  }
  // A click by hand: Playwright's own scrolls a bar that sticks.
  const click = (selector, place = 0) => page.locator(selector).nth(place).evaluate((link) => link.click());
  await click('.how [value=lines]');
  await seen('line by line');
  for (const place of [0, 2]) {
    await click('.views a', place);
    await page.waitForURL((url) => decodeURIComponent(url.hash) === `#${id}`);
    await seen(`view ${place}`);
  }
  await page.goto(`${address}#${encodeURIComponent(`${id}.1`)}`);
  await expect('a sentence that is led to is not marked', page.locator('.o .s.on').first().isVisible());
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
  const row = (place) => page.locator(ROW).nth(place);
  const gloss = (place) => row(place).locator('> .g');
  await expect('the second language is hidden', gloss(0).isVisible());
  await expect('a switch is shown that does nothing', page.locator('.theme').isHidden());
  await page.locator('.how [value=ask]').check();
  await expect('the choice does nothing', gloss(0).isHidden());
  const words = await gloss(0).locator('.s').first().evaluate((sentence) => document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT).nextNode().data);
  await expect('what is not asked for is told to screen readers', isTold(page, words).then((isSo) => !isSo));
  for (const place of [0, 1]) {
    const box = await row(place).locator('> details > summary').boundingBox();
    await expect('a paragraph has no switch', box !== null);
    if (box === null) return;
    await expect(`a switch is smaller than 24 px (${box.width} × ${box.height})`, box.width >= 24 && box.height >= 24);
    await row(place).locator('> details > summary').tap();
  }
  await expect('a switch does not show the partner', gloss(0).isVisible());
  await expect('screen readers are not told of what it shows', isTold(page, words));
  await expect('only one paragraph at a time shows its partner', gloss(1).isVisible());
  await row(0).locator('> details > summary').tap();
  await expect('a switch does not hide the partner again', gloss(0).isHidden());
  await row(0).locator('> .pin').tap();
  await expect('a paragraph’s number does not show its partner', gloss(0).isVisible());
}

/** Whether screen readers are told these words. */
async function isTold(page, words) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes.some(({ ignored, name }) => !ignored && String(name?.value).includes(words.trim()));
}
