// What a run on a real Kusto engine found out about the goldens, and how the page of the language says it.

/** What `npm run kusto` writes. Where one is committed as `test/kusto/confirmed.json`, the page says what it confirms. */
export interface KustoRecord {
  /** What the engine says of itself, with its build. */
  readonly engine: string;
  /** The container image with its digest; absent where the engine was none of ours to start. */
  readonly image?: string;
  /** The day of the run, `2026-01-15`. */
  readonly on: string;
  /** How many of the goldens the engine agrees with. */
  readonly confirmed: number;
  /** The others, and why. */
  readonly others: readonly {
    readonly id: string;
    readonly status: 'differs' | 'may-differ' | 'refused' | 'not-asked';
    readonly words: string;
  }[];
  /** How many detection cases have the same rows on both engines, and how many were compared. */
  readonly cases: { readonly equal: number; readonly compared: number };
}

const words = {
  differs: 'the engine answers otherwise',
  'may-differ': 'the engine answers otherwise, as it may',
  refused: 'the engine refuses it',
  'not-asked': 'not asked',
} as const;

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');

/** The section of the page: without a committed record nothing is said to be confirmed. */
export function renderConfirmed(record: KustoRecord | undefined): string {
  if (record === undefined) {
    return `No run on a real Kusto engine is on record, so nothing on this page is confirmed by one. [How to run it](../guides/kusto-engines.md#microsofts-emulator).`;
  }
  const { engine, image, on, confirmed, others, cases } = record;
  const rows = others.map(
    ({ id, status, words: why }) => `| ${cell(id)} | ${words[status]} | ${cell(why)} |`,
  );
  const table = rows.length === 0 ? '' : `\n\n| example | | |\n|---|---|---|\n${rows.join('\n')}`;
  const of = image === undefined ? engine : `${engine}, ${image}`;
  return `Confirmed on ${on} by ${of}: ${confirmed} of ${confirmed + others.length} examples and truths, and the rows of ${cases.equal} of ${cases.compared} detection cases.${table}`;
}
