// The scripts of the pages, inline. A page says all it has to say without them: they choose the colours, sort and filter.

/** The button that changes between light and dark; the choice is kept where the browser lets a file keep one. */
export const themeScript = `
(() => {
  const root = document.documentElement;
  const keep = (theme) => { try { localStorage.setItem('sentinel-sync-theme', theme); } catch { /* Not every browser lets a file keep anything. */ } };
  const kept = () => { try { return localStorage.getItem('sentinel-sync-theme'); } catch { return null; } };
  const system = matchMedia('(prefers-color-scheme: dark)');
  const current = () => root.dataset.theme ?? (system.matches ? 'dark' : 'light');
  const before = kept();
  if (before === 'dark' || before === 'light') root.dataset.theme = before;
  document.addEventListener('DOMContentLoaded', () => {
    const button = document.getElementById('theme');
    const show = () => { button.textContent = current() === 'dark' ? 'Light colours' : 'Dark colours'; };
    button.hidden = false;
    button.addEventListener('click', () => {
      root.dataset.theme = current() === 'dark' ? 'light' : 'dark';
      keep(root.dataset.theme);
      show();
    });
    system.addEventListener('change', show);
    show();
  });
})();`.trim();

/** Puts a button into each heading of a sortable table, and shows the filter above it where there is one. */
export const tableScript = `
document.addEventListener('DOMContentLoaded', () => {
  const valueOf = (row, column) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
  const compare = (a, b) => {
    if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
    const [x, y] = [Number(a), Number(b)];
    return Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b, 'en') : x - y;
  };
  for (const table of document.querySelectorAll('table.sortable')) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener('click', () => {
        const isAscending = head.getAttribute('aria-sort') !== 'ascending';
        for (const other of heads) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', isAscending ? 'ascending' : 'descending');
        const rows = [...body.rows].map((row) => ({ row, value: valueOf(row, column) }));
        rows.sort((a, b) => (a.value === '' || b.value === '' || isAscending ? 1 : -1) * compare(a.value, b.value));
        body.append(...rows.map(({ row }) => row));
      });
    });
  }
  const filter = document.getElementById('filter');
  if (filter === null) return;
  const rows = [...document.querySelector('table.sortable').tBodies[0].rows];
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const shown = document.getElementById('shown');
  const apply = () => {
    const words = filter.elements.words.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const { kind, severity } = filter.elements;
    let count = 0;
    for (const row of rows) {
      row.hidden = !words.every((word) => texts.get(row).includes(word))
        || (kind.value !== '' && row.dataset.kind !== kind.value)
        || (severity.value !== '' && row.dataset.severity !== severity.value);
      if (!row.hidden) count += 1;
    }
    shown.textContent = count + ' of ' + rows.length + ' shown';
  };
  filter.hidden = false;
  filter.addEventListener('input', apply);
  filter.addEventListener('submit', (event) => event.preventDefault());
  apply();
});`.trim();
