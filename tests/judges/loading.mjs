// Judge: every page of the site loads quietly on a phone: nothing violates its Content Security Policy, nothing moves
// after it was shown, nothing keeps it from answering (no task of 50 ms, as W3C's Long Tasks has it), and what a page transfers stays
// small, and its scripts and its style sheets before they are compressed.
//
//     node loading.mjs SITE BASE_URL [PATH ...]

import { gzipSync } from 'node:zlib';
import { launch } from './chromium.mjs';
import { serve } from './pages_server.mjs';
import { Site } from './site.mjs';
import { Verdict } from './verdict.mjs';

/** What a page may transfer, compressed as web servers do, in bytes: the page and all that it loads. */
const TRANSFER = 60_000;
/** What all scripts of a page may have together, and all its style sheets, as they are published, in bytes. */
const SCRIPTS = 10_000;
const STYLES = 25_000;
/** How often a page that moved or was busy is looked at again. What a page does to itself it does each time; a busy machine that shows half
 *  a header before it has read the rest does so once in fifty. */
const FURTHER_LOOKS = 3;
/** Tabs at once: each waits longer than it works. */
const TABS = 3;
const PHONE = { width: 360, height: 780 };

const site = Site.fromCommandLine();
const verdict = new Verdict('loading');
const server = await serve(site);
const browser = await launch();
const asked = process.argv.slice(4);
const waiting = asked.length > 0 ? asked : site.filesEnding('.html').filter((file) => site.page(file).refresh === null).map((file) => site.addressOf(file).pathname.slice(site.base.pathname.length));
await Promise.all(Array.from({ length: TABS }, visitAll));
await browser.close();
server.close();
verdict.pronounce();

async function visitAll() {
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, reducedMotion: 'reduce' });
  await context.addInitScript(watch);
  const page = await context.newPage();
  const files = new Set();
  page.on('response', (response) => {
    const { file } = site.locate(new URL(new URL(response.url()).pathname, site.base));
    if (file) files.add(file);
  });
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    files.clear();
    await judge(page, path, files);
  }
  await context.close();
}

/** Runs in each page before all else, and keeps what the browser reports. */
function watch() {
  window.seen = { violations: [], shift: 0, busy: 0 };
  addEventListener('securitypolicyviolation', (event) => window.seen.violations.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.seen.shift += entry.hadRecentInput ? 0 : entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.seen.busy = Math.max(window.seen.busy, entry.duration);
  }).observe({ type: 'longtask', buffered: true });
}

/** Opens a page and says what was seen; `files` gathers what it asks for. What stands in a browser's store counts again:
 *  it is asked for all the same. */
async function judge(page, path, files) {
  verdict.checked();
  let seen = await look(page, path);
  for (let again = 0; again < FURTHER_LOOKS && seen.shift + seen.busy > 0; again++) {
    const { violations, shift, busy } = await look(page, path);
    seen = { violations: [...new Set([...seen.violations, ...violations])], shift: Math.min(seen.shift, shift), busy: Math.min(seen.busy, busy) };
  }
  const where = `/${path}`;
  for (const violation of seen.violations) verdict.wrong(where, `violates its policy: ${violation}`);
  if (seen.shift > 0) verdict.wrong(where, `moves while it loads (cumulative layout shift ${seen.shift.toFixed(4)})`);
  if (seen.busy > 0) verdict.wrong(where, `does not answer for ${Math.round(seen.busy)} ms while it loads`);
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(site.read(file)).length, 0);
  if (bytes > TRANSFER) verdict.wrong(where, `transfers ${bytes} bytes, more than ${TRANSFER}`);
  for (const [what, ending, most] of [['scripts', '.js', SCRIPTS], ['style sheets', '.css', STYLES]]) {
    const size = [...files].filter((file) => file.endsWith(ending)).reduce((sum, file) => sum + site.read(file).length, 0);
    if (size > most) verdict.wrong(where, `has ${what} of ${size} bytes, more than ${most}`);
  }
}

async function look(page, path) {
  await page.goto(server.origin + site.base.pathname + path);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
  return page.evaluate(() => window.seen);
}
