// As much of a browser's document as the script of the tables asks: one table, its filter, and what a reader does to them.

interface FakeCell {
  readonly text: string;
  readonly sort?: string;
}

type Listener = (event: { preventDefault(): void }) => void;

class FakeElement {
  textContent = '';
  hidden = true;
  dataset: Record<string, string> = {};
  cells: FakeElement[] = [];
  rows: FakeElement[] = [];
  readonly #attributes = new Map<string, string>();
  readonly #listeners: Listener[] = [];

  replaceChildren(child: FakeElement): void {
    this.cells = [child];
  }
  append(...rows: readonly FakeElement[]): void {
    this.rows = [...this.rows.filter((row) => !rows.includes(row)), ...rows];
  }
  addEventListener(_type: string, listener: Listener): void {
    this.#listeners.push(listener);
  }
  happen(): void {
    for (const listener of this.#listeners) listener({ preventDefault: () => {} });
  }
  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null;
  }
  setAttribute(name: string, value: string): void {
    this.#attributes.set(name, value);
  }
  removeAttribute(name: string): void {
    this.#attributes.delete(name);
  }
}

const element = (given: Partial<FakeElement> = {}) => Object.assign(new FakeElement(), given);

/** A page with a table of these rows, under two headings; every row is an analytics rule. */
export function fakeTable(rows: readonly (readonly FakeCell[])[]) {
  const heads = ['Name', 'Tests'].map((textContent) => element({ textContent }));
  const body = element({
    rows: rows.map((cells) =>
      element({
        hidden: false,
        textContent: cells.map(({ text }) => text).join(' '),
        dataset: { kind: 'analytics-rule', severity: 'High' },
        cells: cells.map(({ text, sort }) =>
          element({ textContent: text, dataset: sort === undefined ? {} : { sort } }),
        ),
      }),
    ),
  });
  const table = { tBodies: [body], tHead: { rows: [{ cells: heads }] } };
  const elements = { words: { value: '' }, kind: { value: '' }, severity: { value: '' } };
  const form = Object.assign(element(), { elements });
  const shown = element();
  const document = element();
  const byId: Readonly<Record<string, unknown>> = { filter: form, shown };
  return {
    globals: {
      document: Object.assign(document, {
        querySelector: () => table,
        querySelectorAll: () => [table],
        createElement: () => element(),
        getElementById: (id: string) => byId[id] ?? null,
      }),
    },
    /** The page was read to its end. */
    ready: () => document.happen(),
    press: (column: number) => heads[column]!.cells[0]!.happen(),
    filter: (values: Readonly<Record<string, string>>) => {
      for (const [name, value] of Object.entries(values))
        elements[name as keyof typeof elements].value = value;
      form.happen();
    },
    /** The first cells of the rows that are to be seen. */
    shown: () => body.rows.filter(({ hidden }) => !hidden).map(({ cells }) => cells[0]!.textContent),
    sorted: () => heads.map((head) => head.getAttribute('aria-sort')),
    said: () => shown.textContent,
  };
}
