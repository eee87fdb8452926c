// Judge: html-validate's recommended rules find nothing in any page. They know other things than W3C's checker does: what
// accessibility wants of mark-up, what is obsolete, which names must be unique. And who hears a page instead of seeing it is told
// where each link leads, and hears headings by their own words.
//
//     node markup.mjs SITE BASE_URL

import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { Site } from './site.mjs';
import { Verdict } from './verdict.mjs';

/** What differs from the recommended set, and why. */
const RULES = {
  // Sections and sentences are addressed with dots, which HTML allows: "why.3.2".
  'valid-id': ['error', { relaxed: true }],
  // How the source is spelled, which no reader's program sees; CommonMark's own examples write <br />.
  'doctype-style': 'off',
  'void-style': 'off',
  'no-trailing-whitespace': 'off',
  // Parallel pages carry two titles and the site's.
  'long-title': ['error', { maxlength: 210 }],
};

const site = Site.fromCommandLine();
const verdict = new Verdict('markup');
const validator = new HtmlValidate(new StaticConfigLoader({ root: true, extends: ['html-validate:recommended'], rules: RULES }));
for (const file of site.filesEnding('.html')) {
  verdict.checked();
  judgeNames(file);
  const { results } = await validator.validateString(site.read(file).toString('utf8'), file);
  for (const { line, message, ruleId } of results.flatMap(({ messages }) => messages)) verdict.wrong(`${file}:${line}`, `${message} [${ruleId}]`);
}
verdict.pronounce();

/** A number or a sign tells nothing to those who do not see where it stands; and a link inside of a heading is part of the
 *  heading's name. */
function judgeNames(file) {
  const { elements } = site.page(file);
  const outer = new Set(elements.map(({ parent }) => parent));
  for (const link of elements) {
    const { name, attributes, text, line, parent } = link;
    const isNamed = 'aria-label' in attributes || 'aria-labelledby' in attributes;
    if (name !== 'a' || !('href' in attributes)) continue;
    if (!isNamed && !outer.has(link) && /^\s*[\d§+→]{1,3}\s*$/.test(text)) verdict.wrong(`${file}:${line}`, `a link is called “${text.trim()}”, which tells those who hear it nothing`);
    if (isNamed && /^h[1-6]$/.test(parent?.name ?? '')) verdict.wrong(`${file}:${line}`, `a heading is heard as “${attributes['aria-label']}” first, for a link of that name is in it`);
  }
}
