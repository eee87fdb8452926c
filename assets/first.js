// What a reader has chosen, before anything is shown: light or dark, and how the second language comes (`?view=`, else what was
// chosen last, else what the site says for this width).
(() => {
  const root = document.documentElement;
  const narrow = matchMedia('(max-width: 51.99rem)');
  const choose = () => {
    let kept = {};
    try {
      kept = JSON.parse(localStorage.getItem('diglot')) ?? {};
    } catch {
      // Nothing is kept where that is forbidden.
    }
    if (kept.theme) root.dataset.theme = kept.theme;
    const [, usual] = root.className.match(narrow.matches ? /narrow-(\w+)/ : /wide-(\w+)/) ?? [];
    const asked = [new URLSearchParams(location.search).get('view'), kept.view];
    if (usual) root.dataset.view = asked.find((view) => ['both', 'ask', 'lines'].includes(view)) ?? usual;
  };
  choose();
  narrow.addEventListener('change', choose);
})();
