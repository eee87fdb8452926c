// Keeps a page as the site is now, while it is being written. Only a server that watches sends this.
(() => {
const script = document.currentScript;
let own = new Set(script.dataset.files.split('\n'));
const make = (name, props, ...inside) => {
  const node = Object.assign(document.createElement(name), props);
  node.append(...inside);
  node.diglot = true; // no part of the page: never taken out when it changes
  return node;
};
document.head.append(make('link', { rel: 'stylesheet', href: '/_diglot/live.css' }));

// --- The page, and how it becomes another: what is equal is not touched, so places, cards and focus stay.

const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && a.lang === b.lang;
let changed; // the first bead in which something is new
const touch = (node) => { changed ??= (node.closest ? node : node.parentElement)?.closest('main .bead[id], main .flow [id]'); };

// Makes `live` what `now` is. `was` is what it was when it came: what has been done to it since is kept.
function morph(live, was, now) {
  if ((was ?? live).isEqualNode(now)) return;
  if (live.nodeType !== 1) {
    live.data = now.data;
    touch(live);
    return;
  }
  const before = was ?? live;
  for (const { name, value } of now.attributes) if (before.getAttribute(name) !== value) live.setAttribute(name, value);
  for (const { name } of [...before.attributes]) if (!now.hasAttribute(name)) live.removeAttribute(name);
  children(live, was, now);
}

function children(live, was, now) {
  // Which of the nodes that came stands for which.
  const left = [...live.childNodes].filter((node) => !node.diglot);
  const old = new Map();
  for (const node of was?.childNodes ?? []) {
    const other = left.find((one) => !old.has(one) && alike(one, node) && (!node.id || one.id === node.id));
    if (other) old.set(other, node);
  }
  // A script may have given one an id for a while.
  const id = (node) => (old.get(node) ?? node).id;
  const named = new Map(left.filter(id).map((node) => [id(node), node]));
  const plain = left.filter((node) => !id(node));
  const match = new Map();
  for (const node of now.childNodes) {
    const equal = () => plain.find((other) => old.get(other)?.isEqualNode(node));
    const have = node.id ? named.get(node.id) : equal() ?? plain.find((other) => alike(other, node));
    if (!have || !alike(have, node)) continue;
    match.set(node, have);
    if (!node.id) plain.splice(0, plain.indexOf(have) + 1);
  }
  const kept = new Set(match.values());
  for (const node of left) {
    // What a script of the site put in was not there when the page came, and stays.
    if (kept.has(node) || (was && !old.has(node))) continue;
    touch(node.nextElementSibling ?? node.previousElementSibling ?? live);
    node.remove();
  }
  let next = live.firstChild;
  for (const node of now.childNodes) {
    while (next && !kept.has(next)) next = next.nextSibling;
    const have = match.get(node);
    if (have) {
      if (have === next) next = have.nextSibling;
      else live.insertBefore(have, next);
      morph(have, old.get(have), node);
    } else {
      const fresh = document.importNode(node, true);
      live.insertBefore(fresh, next);
      touch(fresh);
    }
  }
}

// --- Asking for the page.

let was, tag, gone = false;
async function ask() {
  const answer = await fetch(location.href.split('#')[0], { cache: 'no-store', headers: tag ? { 'if-none-match': tag } : {} });
  if (answer.status === 304) return null;
  const address = new URL(answer.url);
  if (answer.redirected && address.pathname !== location.pathname) return leads(address);
  tag = answer.headers.get('etag') ?? undefined;
  const missing = gone;
  gone = answer.status === 404;
  // Editors may take a file away for a moment.
  if (gone && was) return setTimeout(() => gone && say('This page is no longer there.'), 400), null;
  if (!(answer.headers.get('content-type') ?? '').startsWith('text/html')) return null;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const on = page.querySelector('meta[http-equiv=refresh]')?.content.split('url=')[1];
  if (on) return missing || !was ? location.replace(on) : leads(new URL(on, location.href));
  say();
  return page;
}
const leads = (address) => say('This page is now at ', make('a', { href: address.href }, decodeURI(address.pathname)));

async function update(files) {
  const page = await ask();
  if (!page) return;
  const scripts = (page) => [...page.scripts].map((script) => script.src).join();
  if (was && scripts(page) !== scripts(was)) return location.reload();
  restyle(page);
  document.title = page.title;
  changed = undefined;
  own = new Set(page.querySelector('script[data-diglot]')?.dataset.files.split('\n'));
  morph(document.body, was?.body, page.body);
  was = page;
  if (files.some((file) => own.has(file))) show(changed);
}

// A picture that was changed has its old address.
function repaint(files) {
  for (const file of files) {
    const end = file.replace(/^(content|static)/, '');
    for (const image of document.images) {
      const own = image.src.split('?')[0];
      if (own.endsWith(encodeURI(end))) image.src = `${own}?${Date.now()}`;
    }
  }
}

// A changed style takes the old one's place when it is loaded: nothing flashes.
function restyle(page) {
  const styles = (page) => [...page.querySelectorAll('head link[rel=stylesheet]')].filter((link) => !link.diglot);
  const [old, now] = [styles(document), styles(page)];
  now.forEach((link, index) => {
    const other = old[index];
    if (other?.getAttribute('href') === link.getAttribute('href')) return;
    const fresh = document.importNode(link);
    fresh.onload = () => other?.remove();
    if (other) other.after(fresh);
    else document.head.append(fresh);
  });
}

// What its author has just changed is shown and marked for a moment.
function show(bead) {
  if (!bead) return;
  bead.classList.add('diglot-edited');
  const { top, bottom } = bead.getBoundingClientRect();
  const end = errors.hidden ? innerHeight : errors.getBoundingClientRect().top;
  if (top < 0 || bottom > end) bead.scrollIntoView({ block: errors.hidden ? 'center' : 'start', behavior: 'instant' });
  setTimeout(() => bead.classList.remove('diglot-edited'), 1500);
}

// --- What is wrong: errors over the page, warnings of this page in a corner.

const bar = make('div', { className: 'diglot-said', role: 'status' });
const errors = make('details', { className: 'diglot-errors', role: 'alert', open: true });
const warnings = make('details', { className: 'diglot-warnings' });
document.body.append(bar, errors, warnings);
bar.hidden = errors.hidden = warnings.hidden = true;

function say(...words) {
  bar.replaceChildren(...words);
  bar.hidden = !words.length;
  return null;
}

function list(findings) {
  return findings.map(({ text, at, severity }) => {
    const copy = make('button', { type: 'button', title: `Copy ${at}` }, at);
    // Without a secure connection there is no clipboard: then it is selected.
    copy.onclick = () => (navigator.clipboard ? navigator.clipboard.writeText(at).then(() => copy.classList.add('copied')) : getSelection().selectAllChildren(copy));
    return make('article', { className: severity }, ...(at ? [copy] : []), make('pre', {}, text));
  });
}

let found = [];
function tell() {
  const counted = (count, what) => make('summary', {}, `${count} ${what}${count === 1 ? '' : 's'}`);
  const fill = (box, what, findings) => {
    box.replaceChildren(counted(findings.length, what), ...list(findings));
    box.hidden = !findings.length;
  };
  fill(errors, 'error', found.filter(({ severity }) => severity === 'error'));
  fill(warnings, 'warning', found.filter(({ severity, file }) => severity === 'warning' && (own.has(file) || !file.startsWith('content/'))));
}

// --- Being told.

let server, revision, queue = Promise.resolve(), source, waiting = false;
function listen() {
  source = new EventSource('/_diglot/events');
  source.onerror = () => {
    waiting ||= bar.hidden;
    if (waiting) say('Diglot does not answer; waiting for it.');
  };
  source.onopen = () => {
    if (waiting) say();
    waiting = false;
  };
  source.onmessage = ({ data }) => {
    const told = JSON.parse(data);
    // The first word, also after a break: the page may be older than it.
    const first = told.server !== server;
    const status = location.pathname === '/_diglot/';
    if (first || status || told.revision !== revision) {
      queue = queue.then(() => update(first ? [] : told.files)).catch(() => {}).then(tell);
      if (!first) repaint(told.files);
    }
    ({ server, revision, found } = told);
    tell();
  };
}
// A browser keeps few connections to one server: those that nobody looks at do without.
document.addEventListener('visibilitychange', () => {
  source.close();
  server = undefined;
  if (!document.hidden) listen();
});
listen();
})();
