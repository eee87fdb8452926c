// The pages that are called most like what was asked for, from the sitemap.
const near = document.querySelector('.near');
const words = (path) => decodeURIComponent(path).toLowerCase().split(/[/._-]+/).filter(Boolean);

// How alike two words are, from 0 to 1: by the pairs of letters that they share.
function likeness(one, other) {
  const pairs = (word) => Array.from({ length: word.length + 1 }, (_, at) => ` ${word} `.slice(at, at + 2));
  const [own, theirs] = [pairs(one), pairs(other)];
  return (2 * own.filter((pair) => theirs.includes(pair)).length) / (own.length + theirs.length);
}

const asked = words(location.pathname);
fetch(near.dataset.sitemap).then((answer) => answer.text()).then((text) => {
  const map = new DOMParser().parseFromString(text, 'text/xml');
  const pages = [...map.querySelectorAll('url > loc')].map((place) => new URL(place.textContent).pathname);
  const rate = (path) => {
    const own = words(path);
    const best = asked.map((word) => Math.max(0, ...own.map((other) => likeness(word, other))));
    return best.reduce((sum, one) => sum + one, 0) / Math.max(asked.length, own.length);
  };
  const rated = pages.map((path) => [rate(path), path]).filter(([rating]) => rating > 0.5).sort(([one], [other]) => other - one);
  for (const [, path] of rated.slice(0, 5)) {
    const link = document.createElement('a');
    link.href = link.textContent = path;
    link.textContent = decodeURI(path);
    near.appendChild(document.createElement('li')).append(link);
  }
  near.hidden = rated.length === 0;
}).catch(() => {});
