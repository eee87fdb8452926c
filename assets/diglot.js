// What script adds to the pages; without it every link and every text is there all the same.

const root = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const bounds = (element) => element.getBoundingClientRect();
const byId = (id) => document.getElementById(id);
const on = (event, act) => document.addEventListener(event, act);

// What a reader chooses is kept for the next page; `first.js` reads it.
function keep(choice) {
  try {
    localStorage.setItem('diglot', JSON.stringify({ ...JSON.parse(localStorage.getItem('diglot')), ...choice }));
  } catch {
    // Then it holds for this page.
  }
}

// Light or dark: as the system has it, until a reader chooses.
const [theme] = all('.theme');
if (theme) {
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches);
  theme.ariaPressed = isDark();
  theme.addEventListener('click', () => {
    keep({ theme: root.dataset.theme = isDark() ? 'light' : 'dark' });
    theme.ariaPressed = isDark();
    for (const meta of all('[name=theme-color]')) meta.content = getComputedStyle(root).backgroundColor;
  });
}

// The bead at the top of the window: where a reader is.
function place() {
  const [bar] = all('.bar');
  const isSeen = (bead) => bounds(bead).bottom > 40 + (bar ? bounds(bar).bottom : 0) && bounds(bead).top < innerHeight;
  const asked = byId(decodeURIComponent(location.hash.slice(1)));
  if (asked && isSeen(asked)) return asked.id;
  if (scrollY < 100) return '';
  return all('.bead[id], .flow :is(p, h1, h2, h3, h4, h5, h6, li, dt, dd, pre, figure, blockquote, div)[id]').find(isSeen)?.id ?? '';
}

// Another language, another view: the same place.
for (const link of all('.views a')) link.onclick = link.onauxclick = () => {
  [link.search, link.hash] = [location.search, place()];
};

// What scrolls sideways can be scrolled by keyboard, and says what it is: a table its columns, a map its name.
function called(box) {
  if (box.matches('.map')) return box.querySelector('svg').getAttribute('aria-label');
  const own = (cell) => (cell.querySelector('[lang]:not(.s)') ?? cell).textContent.trim();
  return all('thead th', box).map(own).filter(Boolean).join(', ');
}
function scrollable() {
  for (const box of all('pre, .table, .formula, .map')) {
    const scrolls = box.scrollWidth > box.clientWidth;
    const name = scrolls ? called(box) : '';
    if (scrolls) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
    [box.role, box.ariaLabel] = name ? ['region', name] : [null, null];
  }
}
scrollable();
addEventListener('resize', scrollable);
