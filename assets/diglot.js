// What script adds to the pages; without it every link and every text is there all the same.

// The bead at the top of the window: where a reader is.
function place() {
  const top = document.querySelector('.views')?.getBoundingClientRect().bottom ?? 0;
  const inside = (box) => box.bottom > top + 40 && box.top < innerHeight;
  const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (asked && inside(asked.getBoundingClientRect())) return asked.id;
  if (scrollY < 100) return '';
  const beads = document.querySelectorAll('.bead[id], .flow :is(p, h1, h2, h3, h4, h5, h6, li, dt, dd, pre, figure, blockquote, div)[id]');
  return [...beads].find((bead) => inside(bead.getBoundingClientRect()))?.id ?? '';
}

// Another language, another view: the same place.
for (const link of document.querySelectorAll('.views a')) {
  const keep = () => { link.hash = place(); };
  link.addEventListener('click', keep);
  link.addEventListener('auxclick', keep);
}

// A sentence and its partner: pointing at one marks both, a tap keeps them marked.
let marked = [];
function mark(sentence) {
  for (const one of marked) one.classList.remove('on');
  const bead = sentence?.closest('.parallel .bead');
  marked = bead ? [...bead.querySelectorAll('.s')].filter((one) => one.dataset.s === sentence.dataset.s) : [];
  for (const one of marked) one.classList.add('on');
}
let kept = null;
const sentence = (event) => event.target.closest?.('.s[data-s]') ?? null;
document.addEventListener('pointerover', (event) => {
  if (event.pointerType === 'mouse') mark(sentence(event) ?? kept);
});
document.addEventListener('click', (event) => {
  if (event.target.closest('a, button, summary') || String(getSelection())) return;
  const here = sentence(event);
  mark(kept = here === kept ? null : here);
});

// Escape lets go of everything: marks, and the gloss of a word.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  mark(kept = null);
  for (const word of document.querySelectorAll('.i:is(:hover, :focus, :focus-within)')) {
    word.classList.add('gone');
    const back = () => word.classList.remove('gone');
    word.addEventListener('pointerleave', back, { once: true });
    word.addEventListener('focusout', back, { once: true });
  }
});

// What scrolls sideways can be scrolled by keyboard.
function scrollable() {
  for (const box of document.querySelectorAll('pre, .table, .formula')) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  }
}
scrollable();
addEventListener('resize', scrollable);

// Where the contents stand in the margin they stand open.
const contents = document.querySelector('.single .contents details');
if (contents && matchMedia('(min-width: 72rem)').matches) contents.open = true;
