// Judge: whoever starts at the home page and follows every link meets no 404, and meets every page; and whoever meets
// the 404 page, however deep, meets it with its style and working links.
//
//     node crawl.mjs SITE BASE_URL

import { readPage, relations } from './page.mjs';
import { serve } from './pages_server.mjs';
import { references } from './references.mjs';
import { Site } from './site.mjs';
import { Verdict } from './verdict.mjs';

/** Missing pages to ask for: links in 404.html that are not root-absolute work at one depth only. */
const MISSING = ['no-such-page', 'no/such/page', 'no/such/folder/'];

const site = Site.fromCommandLine();
const verdict = new Verdict('crawl');
const server = await serve(site);

const reached = await crawl(site.base);
judgeUnreached(reached);
for (const path of MISSING) await judgeMissing(new URL(path, site.base));
server.close();
verdict.pronounce();

/** Follows all links from one page on. Returns the files that were read on the way. */
async function crawl(start) {
  const seen = new Set([start.href]);
  const reached = new Set();
  const waiting = [{ url: start, from: 'home page' }];
  while (waiting.length > 0) {
    const { url, from } = waiting.shift();
    verdict.checked();
    const answer = await get(url);
    if (answer.status !== 200) {
      verdict.wrong(from, `${url.pathname} answers ${answer.status}`);
      continue;
    }
    reached.add(site.locate(answer.url).file);
    if (!answer.isHtml) continue;
    for (const next of linksOf(answer.text, answer.url)) {
      if (seen.has(next.href)) continue;
      seen.add(next.href);
      waiting.push({ url: next, from: url.pathname });
    }
  }
  return reached;
}

/** Asks our server for the page at an address of the site. Redirects are followed, as browsers do. */
async function get(url) {
  const response = await fetch(server.origin + url.pathname);
  const isHtml = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  const body = await response.arrayBuffer();
  const finalUrl = new URL(new URL(response.url).pathname, site.base);
  return { status: response.status, url: finalUrl, isHtml, text: isHtml ? new TextDecoder().decode(body) : '' };
}

/** Where a page leads on this site, and what it loads: links, alternates, images, styles, scripts. */
function linksOf(html, url) {
  const page = readPage(html, url.pathname, url);
  return references(page)
    .filter(({ written }) => URL.canParse(written, url))
    .filter(({ written }) => isOfThisSite(written, url))
    .map(({ written }) => new URL(new URL(written, url).pathname, url));
}

/** Other sites on the same host are other sites, if they are linked by their whole address. */
function isOfThisSite(written, pageUrl) {
  const url = new URL(written, pageUrl);
  return url.origin === site.base.origin && (url.pathname.startsWith(site.base.pathname) || !URL.canParse(written));
}

/** Every page is linked from somewhere, but for those that exist for readers who come from elsewhere. */
function judgeUnreached(reached) {
  for (const page of site.pages()) {
    const allowed = page.file === '404.html' || page.refresh !== null || page.noindex;
    if (!allowed && !reached.has(page.file)) verdict.wrong(page.file, 'no link leads here from the home page');
  }
}

async function judgeMissing(url) {
  const answer = await get(url);
  verdict.checked();
  if (answer.status !== 404 || !answer.isHtml) {
    verdict.wrong('404.html', `${url.pathname} answers ${answer.status} and no page; a site needs a 404.html`);
    return;
  }
  const { elements } = readPage(answer.text, '404.html', url);
  if (!elements.some((element) => relations(element).includes('stylesheet'))) verdict.wrong('404.html', 'loads no style');
  for (const link of linksOf(answer.text, url)) {
    // A link within the page, such as the one that skips to its text, asks the server for nothing.
    if (link.pathname === url.pathname && link.search === url.search) continue;
    verdict.checked();
    const { status } = await get(link);
    if (status !== 200) verdict.wrong('404.html', `read at ${url.pathname}, its link to ${link.pathname} answers ${status}`);
  }
}
