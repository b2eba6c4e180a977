// @ts-check
/** The script of the report: opens findings when they are asked for, searches, filters, copies. It loads nothing. */
(() => {
  /** @param {string} id */
  const byId = (id) => document.getElementById(id);

  /** The value of a field, or nothing where the page has no such field. @param {string} id */
  const valueOf = (id) => {
    const field = byId(id);
    return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : '';
  };

  /** @param {string} text */
  const wordsOf = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

  /** Puts what stands in the finding's template into the page, once. @param {HTMLElement} finding */
  const fill = (finding) => {
    const template = finding.querySelector(':scope > template');
    if (template instanceof HTMLTemplateElement) template.replaceWith(template.content);
  };

  /** @type {WeakMap<Element, string>} */
  const texts = new WeakMap();

  /** Everything that can be searched of an element, also where it is not in the page yet. @param {Element} element */
  const textOf = (element) => {
    const known = texts.get(element);
    if (known !== undefined) return known;
    const template = element.querySelector(':scope > template');
    const hidden = template instanceof HTMLTemplateElement ? template.content.textContent : '';
    const text = `${element.textContent} ${hidden}`.toLowerCase();
    texts.set(element, text);
    return text;
  };

  const findings = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.finding')]);

  const filterFindings = () => {
    const words = wordsOf(valueOf('finding-search'));
    const [target, kind, expected] = ['finding-target', 'finding-kind', 'finding-expected'].map(valueOf);
    let shown = 0;
    for (const finding of findings) {
      const { target: of, kind: is, state } = finding.dataset;
      const chosen =
        (!target || target === of) &&
        (!kind || kind === is) &&
        (!expected || (expected === 'yes') === (state === 'expected'));
      const fits = chosen && words.every((word) => textOf(finding).includes(word));
      finding.hidden = !fits;
      if (fits) shown += 1;
    }
    const count = byId('finding-count');
    if (count) count.textContent = `${shown} of ${findings.length} shown`;
  };

  const owners = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.matrix tbody')]);

  /** @param {HTMLElement} owner @param {boolean} open */
  const setOpen = (owner, open) => {
    owner.querySelector('button')?.setAttribute('aria-expanded', String(open));
    for (const row of owner.querySelectorAll('.clause')) {
      if (row instanceof HTMLElement) row.hidden = !open || row.dataset['fits'] === 'no';
    }
  };

  /** The owners of whose promises nothing was found are shown as well. */
  let all = false;

  const filterClauses = () => {
    const words = wordsOf(valueOf('clause-search'));
    const state = valueOf('clause-state');
    const asked = words.length > 0 || state !== '';
    const more = byId('clause-more');
    if (more) more.hidden = asked || all;
    let shown = 0;
    for (const owner of owners) {
      let here = 0;
      for (const row of owner.querySelectorAll('.clause')) {
        if (!(row instanceof HTMLElement)) continue;
        const fits =
          (!state || (row.dataset['states'] ?? '').split(' ').includes(state)) &&
          words.every((word) => textOf(row).includes(word));
        row.dataset['fits'] = fits ? 'yes' : 'no';
        if (fits) here += 1;
      }
      owner.hidden = here === 0 || (!asked && !all && owner.matches('.quiet'));
      setOpen(owner, asked && here > 0);
      shown += here;
    }
    const count = byId('clause-count');
    if (count) count.textContent = asked ? `${shown} clauses` : '';
  };

  /** Opens the finding that the address names. */
  const goToFinding = () => {
    const named = byId(decodeURIComponent(location.hash.slice(1)));
    if (!(named instanceof HTMLDetailsElement)) return;
    named.hidden = false;
    fill(named);
    named.open = true;
    named.scrollIntoView();
    named.querySelector('summary')?.focus({ preventScroll: true });
  };

  /** @param {HTMLElement} button */
  const copy = async (button) => {
    const code = button.parentElement?.querySelector('pre');
    if (!code) return;
    try {
      await navigator.clipboard.writeText(code.textContent ?? '');
      button.textContent = 'Copied';
    } catch {
      getSelection()?.selectAllChildren(code);
      button.textContent = 'Selected';
    }
  };

  document.addEventListener(
    'toggle',
    ({ target }) => {
      if (target instanceof HTMLDetailsElement && target.open) fill(target);
    },
    true,
  );
  document.addEventListener('click', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    if (target.matches('.copy')) void copy(target);
    if (target.id === 'clause-more') {
      all = true;
      filterClauses();
    }
    const owner = target.matches('.owner button') ? target.closest('tbody') : null;
    if (owner) setOpen(owner, target.getAttribute('aria-expanded') !== 'true');
  });
  for (const id of ['finding-search', 'finding-target', 'finding-kind', 'finding-expected']) {
    byId(id)?.addEventListener('input', filterFindings);
  }
  for (const id of ['clause-search', 'clause-state']) byId(id)?.addEventListener('input', filterClauses);
  addEventListener('hashchange', goToFinding);
  goToFinding();
})();
