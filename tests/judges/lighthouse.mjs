// Judge: Lighthouse, as on a slow phone, gives full marks for accessibility, best practices and search engines, and at least
// 98 for speed: to the home page, an article in two languages and in one, an entry, the glossary. The missing page answers
// 404, which search engines mark down and browsers log: it is judged by the rest.
//
//     node lighthouse.mjs SITE BASE_URL [PATH ...]

import lighthouse from 'lighthouse';
import { launch } from './chromium.mjs';
import { serve } from './pages_server.mjs';
import { Site } from './site.mjs';
import { Verdict } from './verdict.mjs';

const FULL = { accessibility: 100, 'best-practices': 100, seo: 100 };
const FAST = 98;
/** The median of so many runs counts: one run on a busy machine says little. */
const RUNS = 3;
const MISSING = 'no/such/page';

const site = Site.fromCommandLine();
const verdict = new Verdict('lighthouse');
const server = await serve(site);
const port = 9000 + (process.pid % 1000);
const browser = await launch(`--remote-debugging-port=${port}`);
const asked = process.argv.slice(4);
for (const path of asked.length > 0 ? asked : onePageOfEachKind()) await judge(path);
await browser.close();
server.close();
verdict.pronounce();

function onePageOfEachKind() {
  const first = (pattern) => {
    const file = site.filesEnding('.html').find((name) => pattern.test(name) && !site.page(name).noindex && site.page(name).refresh === null);
    if (!file) verdict.wrong('site', `no page of this kind was found (${pattern}), so it was not judged`);
    return file ?? 'index.html';
  };
  const article = first(/^articles\/[^/]+\/index\.html$/);
  const alone = site.page(article).alternates.map(({ href }) => site.locate(new URL(href)).file).find((file) => file && file !== article);
  const files = ['index.html', article, alone ?? article, first(/^glossary\/(?!by\/)[^/]+\/index\.html$/), 'glossary/index.html'];
  return [...new Set(files.map((file) => site.addressOf(file).pathname.slice(site.base.pathname.length))), MISSING];
}

async function judge(path) {
  verdict.checked();
  const where = `/${path}`;
  const { categories, audits } = await run(path, [...Object.keys(FULL), 'performance']);
  for (const [category, wanted] of Object.entries(FULL)) {
    if (path === MISSING && category !== 'accessibility') continue;
    if (Math.round(categories[category].score * 100) < wanted) verdict.wrong(where, `${category} ${Math.round(categories[category].score * 100)}: ${failed(categories[category], audits)}`);
  }
  const marks = [categories.performance.score];
  const enough = (isSo) => marks.filter(isSo).length > RUNS / 2;
  // As soon as most of them agree, the others change nothing.
  while (!enough((mark) => mark * 100 >= FAST) && !enough((mark) => mark * 100 < FAST)) marks.push((await run(path, ['performance'])).categories.performance.score);
  if (enough((mark) => mark * 100 < FAST)) verdict.wrong(where, `performance ${marks.map((mark) => Math.round(mark * 100)).join(', ')}: ${failed(categories.performance, audits)}`);
  if (audits['cumulative-layout-shift'].numericValue > 0) verdict.wrong(where, `moves while it loads (${audits['cumulative-layout-shift'].displayValue})`);
}

/** What Lighthouse has against a page in a category. */
function failed({ auditRefs }, audits) {
  return auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 1).map(({ id }) => `${id} (${audits[id].displayValue ?? audits[id].title})`).join(', ');
}

async function run(path, onlyCategories) {
  const { lhr } = await lighthouse(server.origin + site.base.pathname + path, { port, onlyCategories, logLevel: 'silent', ignoreStatusCode: true });
  if (lhr.runtimeError && lhr.runtimeError.code !== 'ERRORED_DOCUMENT_REQUEST') throw new Error(lhr.runtimeError.message);
  return lhr;
}
