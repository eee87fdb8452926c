// No judge: pictures of every layout, for people to look at.
//
//     node screens.mjs SITE BASE_URL FOLDER [--width PX]... [--scheme light|dark]... [--print] [PATH ...]
//
// Writes FOLDER/PATH-WIDTH-SCHEME.png for each page and FOLDER/PATH.pdf with --print.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './chromium.mjs';
import { serve } from './pages_server.mjs';
import { Site } from './site.mjs';

const options = { width: { type: 'string', multiple: true }, scheme: { type: 'string', multiple: true }, print: { type: 'boolean' } };
const { values, positionals } = parseArgs({ allowPositionals: true, options });
const [, , folder, ...asked] = positionals;
const site = Site.fromCommandLine(positionals);
const widths = (values.width ?? ['360', '768', '1440']).map(Number);
const schemes = values.scheme ?? ['light', 'dark'];
const paths = asked.length > 0 ? asked : onePageOfEachLayout();

mkdirSync(folder, { recursive: true });
const server = await serve(site);
const browser = await launch();
for (const width of widths) {
  for (const colorScheme of schemes) {
    const context = await browser.newContext({ viewport: { width, height: 1000 }, colorScheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    for (const path of paths) {
      await page.goto(server.origin + site.base.pathname + path);
      await page.screenshot({ path: join(folder, `${nameOf(path)}-${width}-${colorScheme}.png`), fullPage: true });
    }
    await context.close();
  }
}
if (values.print) {
  const page = await browser.newPage();
  for (const path of paths) {
    await page.goto(server.origin + site.base.pathname + path);
    await page.pdf({ path: join(folder, `${nameOf(path)}.pdf`), format: 'A4', preferCSSPageSize: true });
  }
}
await browser.close();
server.close();
console.log(`${folder}: ${paths.length} pages at ${widths.join(', ')} px, ${schemes.join(', ')}`);

/** The first page of each kind, as its <body> names it, parallel and alone. */
function onePageOfEachLayout() {
  const seen = new Map();
  for (const page of site.pages()) {
    const body = page.elements.find(({ name }) => name === 'body')?.attributes.class ?? '';
    const kind = `${body} ${page.file.match(/^(?:[^/]+\/)?glossary\/by\/\w+/)?.[0].replace(/.*\//, '') ?? ''}`;
    if (page.refresh === null && !seen.has(kind)) seen.set(kind, site.addressOf(page.file).pathname.slice(site.base.pathname.length));
  }
  return [...seen.values()];
}

function nameOf(path) {
  return path.replace(/\/$/, '').replaceAll('/', '-') || 'home';
}
