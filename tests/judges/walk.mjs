// Judge: whoever has a keyboard only comes from the home page to an article, from a term in it to its entry, by a quote back to an article, and home;
// the way past the menu is the first stop, and each stop can be seen.
//
//     node walk.mjs SITE BASE_URL

import { launch } from './chromium.mjs';
import { serve } from './pages_server.mjs';
import { Site } from './site.mjs';
import { Verdict } from './verdict.mjs';

/** No way on a page is longer, in stops. */
const STOPS = 150;
const WIDTHS = [360, 1440];

const site = Site.fromCommandLine();
const verdict = new Verdict('walk');
const server = await serve(site);
const browser = await launch();
for (const width of WIDTHS) {
  // Without transitions: what fades in cannot be seen at once.
  const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  try {
    await walk(page, width);
  } catch (error) {
    verdict.wrong(`at ${width} px`, error.message);
  }
  await context.close();
}
await browser.close();
server.close();
verdict.pronounce();

async function walk(page, width) {
  await page.goto(server.origin + site.base.pathname);
  await skip(page, width);
  const article = new RegExp(`^${site.base.pathname}articles/[^/]+/$`);
  const entry = new RegExp(`^${site.base.pathname}glossary/(?!by/)[^/]+/$`);
  await goTo(page, width, 'main', article);
  await goTo(page, width, 'main', entry);
  await goTo(page, width, 'main', article);
  await goTo(page, width, 'header', { test: (path) => path === site.base.pathname });
}

/** The first stop leads past the menu, to the text. */
async function skip(page, width) {
  await page.keyboard.press('Tab');
  const stop = await stopOf(page);
  judgeStop(stop, page, width);
  if (!stop.href?.includes('#')) return verdict.wrong(place(page, width), 'the first stop does not lead past the menu');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  if (!(await page.evaluate(() => document.activeElement.closest('main') !== null))) verdict.wrong(place(page, width), 'the stop after the way past the menu is not in the text');
}

/** Goes from stop to stop to the first link there whose path is wanted, and follows it. */
async function goTo(page, width, within, wanted) {
  const from = new URL(page.url()).pathname;
  for (let count = 0; count < STOPS; count += 1) {
    const stop = await stopOf(page);
    if (stop.href && stop.within.includes(within) && wanted.test(new URL(stop.href).pathname) && new URL(stop.href).pathname !== from) {
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => wanted.test(url.pathname), { timeout: 5000 });
      return;
    }
    await page.keyboard.press('Tab');
    judgeStop(await stopOf(page), page, width);
  }
  throw new Error(`${from}: no stop within ${STOPS} leads on: ${within}`);
}

/** Where the keyboard is, and whether that can be seen. */
function stopOf(page) {
  return page.evaluate(() => {
    const here = document.activeElement;
    const boxes = [...here.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    const shown = boxes.some(({ left, top, width, height }) => {
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      return hit !== null && (here.contains(hit) || hit.contains(here) || hit.closest('label')?.control === here);
    });
    const ringed = [here, ...here.querySelectorAll('*'), ...(here.labels ?? [])].some((one) => {
      const { outlineStyle, outlineWidth, stroke } = getComputedStyle(one);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || (one.localName === 'rect' && stroke !== 'none');
    });
    const within = [...document.querySelectorAll('header, nav, main, footer')].filter((part) => part.contains(here)).map(({ localName }) => localName);
    return { name: `<${here.localName}> ${here.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)}`, href: here.href ?? null, body: here === document.body, shown, ringed, within };
  });
}

function judgeStop(stop, page, width) {
  verdict.checked();
  if (stop.body) return;
  if (!stop.shown) verdict.wrong(place(page, width), `a stop cannot be seen: ${stop.name}`);
  if (!stop.ringed) verdict.wrong(place(page, width), `nothing shows that the keyboard is here: ${stop.name}`);
}

function place(page, width) {
  return `${new URL(page.url()).pathname} at ${width} px`;
}
