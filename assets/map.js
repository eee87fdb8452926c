// Pointing at a box of a map, or coming to it by keyboard, shows its lines and where they lead.
for (const map of document.querySelectorAll('.map svg')) {
  const boxes = [...map.querySelectorAll('a')];
  const lines = [...map.querySelectorAll('line')].map((line) => [line, line.dataset.ends.split(' ').map(Number)]);
  const follow = (box) => {
    const place = boxes.indexOf(box);
    const near = new Set([place]);
    for (const [line, ends] of lines) {
      const own = ends.includes(place);
      line.classList.toggle('near', own);
      if (own) for (const end of ends) near.add(end);
    }
    boxes.forEach((other, index) => other.classList.toggle('near', place >= 0 && near.has(index)));
    map.classList.toggle('followed', place >= 0);
  };
  const focused = () => boxes.find((box) => box.matches(':focus-visible'));
  map.addEventListener('pointerover', (event) => follow(event.target.closest('a') ?? focused()));
  map.addEventListener('pointerleave', () => follow(focused()));
  map.addEventListener('focusin', (event) => follow(event.target.closest('a')));
  map.addEventListener('focusout', () => follow());
}

// A map that is wider than the window is looked at from its middle.
for (const map of document.querySelectorAll('.map')) map.scrollLeft = (map.scrollWidth - map.clientWidth) / 2;
