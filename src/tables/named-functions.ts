// The stored functions that a text may call: those whose names stand in it as words, and those that their bodies name in turn.
import type { TableCatalogue } from './catalogue.ts';

/** Parameters and body of each function, by its name, in the order of the names. A word that is no call is counted too. */
export function functionsNamedIn(
  texts: readonly string[],
  tables: TableCatalogue,
): Readonly<Record<string, string>> {
  const found = new Map<string, string>();
  const pending = texts.flatMap(wordsOf);
  for (let word = pending.pop(); word !== undefined; word = pending.pop()) {
    const stored = found.has(word) ? undefined : tables.function(word);
    if (stored === undefined) continue;
    found.set(word, `(${stored.parameters}) ${stored.body}`);
    pending.push(...wordsOf(stored.body));
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function wordsOf(text: string): readonly string[] {
  return [...new Set(text.match(/[A-Za-z_]\w*/g))];
}
