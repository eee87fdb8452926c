// Keeps a page as the site is now, while it is being written. Only a server that watches sends this.
(() => {
const script = document.currentScript;
const own = new Set(script.dataset.files.split('\n'));
const make = (name, props, ...inside) => {
  const node = Object.assign(document.createElement(name), props);
  node.append(...inside);
  node.diglot = true; // no part of the page: never taken out when it changes
  return node;
};
document.head.append(make('link', { rel: 'stylesheet', href: '/_diglot/live.css' }));

// --- The page, and how it becomes another: what is equal is not touched, so places, cards and focus stay.

const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id || '') === (b.id || '');
let changed; // the first element in which something is new

// Makes `live` what `now` is. `was` is what it was when it came: what has been done to it since is kept.
function morph(live, was, now) {
  if ((was ?? live).isEqualNode(now)) return;
  if (live.nodeType !== 1) {
    live.data = now.data;
    changed ??= live.parentElement;
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
  let from = 0;
  for (const node of was?.childNodes ?? []) {
    const at = left.findIndex((other, index) => index >= from && alike(other, node));
    if (at < 0) continue;
    old.set(left[at], node);
    from = at + 1;
  }
  const named = new Map(left.filter((node) => node.id).map((node) => [node.id, node]));
  const plain = left.filter((node) => !node.id);
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
    changed ??= live;
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
      changed ??= fresh.nodeType === 1 ? fresh : live;
    }
  }
}

// --- Asking for the page.

let was, tag, gone;
async function ask() {
  const answer = await fetch(location.href.split('#')[0], { cache: 'no-store', headers: tag ? { 'if-none-match': tag } : {} });
  if (answer.status === 304) return null;
  if (answer.redirected && new URL(answer.url).pathname !== location.pathname) return say(['This page is now at ', make('a', { href: answer.url }, decodeURI(new URL(answer.url).pathname))]);
  tag = answer.headers.get('etag') ?? undefined;
  if (!(answer.headers.get('content-type') ?? '').startsWith('text/html')) return null;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const missing = answer.status === 404;
  if (missing && !gone) say(['This page is no longer there.']);
  if (!missing && gone) say();
  gone = missing;
  return missing && was ? null : page;
}

async function update(files) {
  const page = await ask();
  if (!page) return;
  const scripts = (page) => [...page.scripts].map((script) => script.src).join();
  if (was && scripts(page) !== scripts(was)) return location.reload();
  restyle(page);
  document.title = page.title;
  changed = undefined;
  morph(document.body, was?.body, page.body);
  was = page;
  if (files.some((file) => own.has(file))) show(changed);
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
function show(element) {
  const bead = element?.closest('main [id]');
  if (!bead) return;
  const { top, bottom } = bead.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) bead.scrollIntoView({ block: 'center', behavior: 'instant' });
  bead.classList.add('diglot-edited');
  setTimeout(() => bead.classList.remove('diglot-edited'), 1500);
}

// --- What is wrong: errors over the page, warnings of this page in a corner.

const bar = make('div', { className: 'diglot-said', role: 'status' });
const errors = make('section', { className: 'diglot-errors', role: 'alert' });
const warnings = make('details', { className: 'diglot-warnings' });
document.body.append(bar, errors, warnings);
bar.hidden = errors.hidden = warnings.hidden = true;

function say(words) {
  bar.replaceChildren(...(words ?? []));
  bar.hidden = !words;
  return null;
}

function list(findings) {
  return findings.map(({ text, at, severity }) => {
    const copy = make('button', { type: 'button', title: `Copy ${at}` }, at);
    copy.onclick = () => navigator.clipboard?.writeText(at);
    return make('article', { className: severity }, ...(at ? [copy] : []), make('pre', {}, text));
  });
}

function tell(found) {
  const wrong = found.filter(({ severity }) => severity === 'error');
  const doubtful = found.filter(({ severity, file }) => severity === 'warning' && (own.has(file) || !file.startsWith('content/')));
  errors.replaceChildren(...list(wrong));
  errors.hidden = !wrong.length;
  const summary = make('summary', {}, `${doubtful.length} warning${doubtful.length === 1 ? '' : 's'}`);
  warnings.replaceChildren(summary, ...list(doubtful));
  warnings.hidden = !doubtful.length;
}

// --- Being told.

let server, revision, queue = Promise.resolve();
const source = new EventSource('/_diglot/events');
source.onmessage = ({ data }) => {
  const told = JSON.parse(data);
  // The first word, also after a break: the page may be older than it.
  const first = told.server !== server;
  if (first || told.revision !== revision) queue = queue.then(() => update(first ? [] : told.files)).catch(() => {});
  ({ server, revision } = told);
  tell(told.found);
};
})();
