// What script adds to pages with a text, after `diglot.js`, whose names hold here too.

const narrow = matchMedia('(max-width: 51.99rem)');

// How the second language comes: `first.js` has said it.
const ways = all('.how input');
const way = () => root.dataset.view;
const showWay = () => { for (const input of ways) input.checked = input.value === way(); };
showWay();
narrow.addEventListener('change', showWay);
for (const input of ways) input.addEventListener('change', () => {
  // Where a reader is counts as it was: a choice holds at once, by style alone.
  showWay();
  const bead = byId(place());
  const before = bead && bounds(bead).top;
  for (const asked of all('.asked')) asked.remove();
  keep({ view: root.dataset.view = input.value });
  showWay();
  history.replaceState(history.state, '', `?view=${way()}${location.hash}`);
  if (bead) scrollBy({ top: bounds(bead).top - before, behavior: 'instant' });
});

// A sentence and its partner: pointing at one marks both, a tap keeps them marked.
let marked = [];
const sideOf = (sentence) => sentence.closest('.o, .g');
const alike = (sentence, within) => (within ? all('.s', within) : []).filter((one) => one.dataset.s === sentence.dataset.s);
function mark(sentence, within = sentence?.closest('.parallel .bead')) {
  for (const one of marked) one.classList.remove('on');
  marked = sentence ? alike(sentence, within) : [];
  for (const one of marked) one.classList.add('on');
}
let kept = null;
const sentence = (event) => event.target.closest?.('.s[data-s]') ?? null;
on('pointerover', (event) => {
  if (event.pointerType === 'mouse') mark(sentence(event) ?? kept);
});
on('click', (event) => {
  if (event.target.closest('a, button, summary, label, .i') || String(getSelection())) return;
  const here = sentence(event);
  mark(kept = here === kept ? null : here);
  if (kept) rest(kept);
  if (way() === 'ask') answer(event.target, here);
});

// On demand: in one column a sentence's partner comes below it and goes again; what has no sentences shows its whole partner.
function answer(target, sentence) {
  const bead = target.closest('.bead.is-paired');
  const [side, other] = ['.o', '.g'].map((side) => bead?.querySelector(`:scope > ${side}`));
  if (target.closest('.asked')) target.closest('.asked').remove();
  else if (side && !bead.querySelector('.s')) bead.classList.toggle('open');
  else if (narrow.matches && side?.contains(sentence)) {
    const last = alike(sentence, side).at(-1);
    if (last.nextElementSibling?.matches('.asked')) return last.nextElementSibling.remove();
    const asked = document.createElement('span');
    asked.className = 'asked';
    [asked.lang, asked.dir] = [other.lang, other.dir];
    for (const partner of alike(sentence, other)) asked.append(...partner.cloneNode(true).childNodes);
    for (const named of all('[id]', asked)) named.removeAttribute('id');
    last.after(asked);
  }
}

// By keyboard the text is one stop, where the reader was last; from there arrows lead from sentence to sentence, and to the
// partner, which screen readers are told of.
const sentences = all('.parallel .bead > :is(.o, .g) .s[data-s]');
let stop = null;
function rest(sentence) {
  if (!sentences.includes(sentence)) return;
  stop?.removeAttribute('tabindex');
  stop = sentence;
  stop.tabIndex = 0;
}
rest(sentences[0]);
on('focusin', ({ target }) => {
  if (!sentences.includes(target)) return;
  target.ariaDetailsElements = alike(target, target.closest('.bead')).filter((one) => sideOf(one) !== sideOf(target));
  // On demand, the partner waits for Enter.
  mark(kept = target, way() === 'ask' ? sideOf(target) : undefined);
});
const isShown = (sentence) => sentence.getClientRects()[0];
on('keydown', (event) => {
  const here = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || here.matches('input, textarea')) return;
  if (event.key === '?') return byId('page.keys')?.togglePopover();
  if (here !== stop) return;
  const side = sideOf(here);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    const column = sentences.filter((one) => sideOf(one).className === side.className && isShown(one));
    const own = alike(here, side);
    rest(column[column.indexOf(own.at(step > 0 ? -1 : 0)) + step]);
  } else if (/^(Enter|Arrow(Left|Right))$/.test(event.key)) {
    const partner = here.ariaDetailsElements[0];
    mark(here);
    if (partner && !isShown(partner)) answer(here, here);
    else if (partner && event.key !== 'Enter') rest(partner);
  } else return;
  event.preventDefault();
  stop.focus();
});

// A sentence that is led to: its partner is marked with it.
function led() {
  const [id] = location.hash.match(/(?<=^#)[^%]+$/) ?? [];
  mark(kept = byId(id)?.closest('.s[data-s]') ?? null);
}
led();
addEventListener('hashchange', led);

// A term's card opens where somebody points at the term for a moment, comes to it by keyboard, or taps it; a second
// tap follows the link. It stays while it is pointed at, and closes on Escape or when something else is turned to.
const cards = new Map();
if ('showPopover' in HTMLElement.prototype) {
  for (const card of all('.card')) cards.set(card.querySelector('a')?.pathname, card);
}
const term = (event) => event.target.closest?.('a.t') ?? null;
let shown = null;
let soon = 0;

function show(link) {
  const card = cards.get(link.pathname);
  if (!card || shown?.link === link) return;
  hide();
  const side = ownFirst(card, link);
  card.showPopover();
  putBeside(card, link);
  // Of the card, screen readers read what is in the term's own language.
  side.id = 'page.card';
  link.setAttribute('aria-describedby', side.id);
  shown = { link, card, side };
}
function hide() {
  clearTimeout(soon);
  if (!shown) return;
  shown.link.removeAttribute('aria-describedby');
  shown.side.removeAttribute('id');
  shown.card.hidePopover();
  shown = null;
}
function later(act) {
  clearTimeout(soon);
  soon = setTimeout(act, 250);
}
// The side in the language that the term stands in comes first.
function ownFirst(card, link) {
  const language = (element) => element.closest('[lang]').lang;
  const sides = all(':scope > div', card);
  const own = sides.find((side) => language(side) === language(link)) ?? sides[0];
  card.prepend(own);
  for (const words of all(':scope > a > span', card)) words.hidden = language(words) !== language(own);
  if (card.classList.contains('own')) for (const side of sides) side.hidden = side !== own;
  return own;
}
// Below the term, or above it where there is no room: by the style sheet, which has to be told only to which side of the word it goes on, and where
// that does not know of anchors, in the page's own measures, so that it scrolls along.
function putBeside(card, link) {
  const isBack = getComputedStyle(link).direction === 'rtl';
  card.style.positionArea = isBack ? 'bottom span-left' : '';
  if (CSS.supports('position-area: top')) return;
  const [word] = link.getClientRects();
  const { width, height } = bounds(card);
  const edge = 8;
  const start = isBack ? word.right - width : word.left;
  const x = Math.max(edge, Math.min(start, root.clientWidth - width - edge));
  const above = word.top - height - edge;
  const y = word.bottom + edge + height > innerHeight && above > 0 ? above : word.bottom + edge;
  card.style.left = `${x + scrollX}px`;
  card.style.top = `${y + scrollY}px`;
}

on('pointerover', (event) => {
  if (event.pointerType !== 'mouse') return;
  const link = term(event);
  if (link) later(() => show(link));
  else if (!shown || shown.card.contains(event.target) || shown.link.matches(':focus-visible')) clearTimeout(soon);
  else later(hide);
});
on('focusin', (event) => {
  const link = term(event);
  if (link?.matches(':focus-visible')) show(link);
  else if (shown && event.target !== shown.link && !shown.card.contains(event.target)) hide();
});
let touched = false;
on('pointerdown', (event) => {
  touched = event.pointerType !== 'mouse';
  if (shown && !shown.card.contains(event.target) && term(event) !== shown.link) hide();
});
on('click', (event) => {
  const link = term(event);
  // Enter clicks too, without a pointer.
  if (!link || !touched || event.detail === 0 || shown?.link === link || !cards.has(link.pathname)) return;
  event.preventDefault();
  show(link);
});

// A passage's number leads to it, and offers to cite it, to change it where it stands, and to say what is wrong with it.
const [tools] = all('.tools details > div');
const passages = all('article > .bead, .fold, .fold .bead');
if (tools && 'showPopover' in tools) on('click', (event) => {
  const pin = event.target.closest('.pin');
  if (!pin?.hash || pin.closest('.quote') || event.metaKey || event.ctrlKey) return;
  // On demand, the first tap shows the partner.
  if (way() === 'ask' && location.hash !== pin.hash) return;
  const box = tools.cloneNode(true);
  box.className = 'card offers';
  box.popover = 'auto';
  const bead = pin.closest('.bead');
  for (const at of all('.address', box)) at.append(pin.hash);
  for (const side of all('[data-lines]', box)) {
    const line = side.dataset.lines.split(' ')[passages.indexOf(bead)];
    if (line > 0) side.querySelector('.edit').hash = `L${line}`;
  }
  for (const report of all('.report', box)) {
    const words = all(':scope > :not(a, details)', bead ?? pin.parentElement).map((side) => side.innerText.trim()).filter(Boolean);
    report.search = report.search.replace(/(body|description%5D)=[^&]*/, (said) => said + encodeURIComponent([pin.hash, ...words].join('\n\n')));
  }
  document.body.append(box);
  box.showPopover({ source: pin });
  putBeside(box, pin);
  box.addEventListener('toggle', () => box.matches(':popover-open') || box.remove());
});

// Escape lets go of everything: marks, cards, and the gloss of a word.
on('keydown', (event) => {
  if (event.key !== 'Escape') return;
  mark(kept = null);
  hide();
  for (const word of all('.i:is(:hover, :focus, :focus-within)')) {
    word.classList.add('gone');
    for (const end of ['pointerleave', 'focusout']) word.addEventListener(end, () => word.classList.remove('gone'), { once: true });
  }
});

// Where the contents stand in the margin they stand open.
const [contents] = all('.single .contents details');
if (contents && matchMedia('(min-width: 72rem)').matches) contents.open = true;
