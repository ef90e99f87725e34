// All mutants of an item's query: every change at a node of its tree that leaves a query without errors.
import { createHash } from 'node:crypto';
import type { ContentItem } from '../content/content-item.ts';
import { parametersOf, queryOf, queryPath } from '../content/kinds/kinds.ts';
import { bindQuery } from '../kql/bind/bind.ts';
import { queryDiagnostics } from '../kql/bind/diagnostics.ts';
import { applyEdits, placeAt } from '../kql/rewrite/text-edits.ts';
import { type Syntax, walk } from '../kql/syntax.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { lettersIn } from './letters.ts';
import type { Change, Mutant } from './mutant.ts';
import { changesAt } from './mutators.ts';

/** So much of the text around an edit is shown, where the edit alone says little. */
const shownLength = 60;

/**
 * Changes of the query in the order of their places, each with a text of its own; which of them are mutants, `isSound` says. Functions
 * that the query calls are not changed: their own cases are for that.
 */
export function changedQueries(item: ContentItem, tables: TableCatalogue): readonly Mutant[] {
  const query = queryOf(item) ?? '';
  const { root } = bind(query, item, tables);
  if (root === undefined) return [];
  const seen = new Set<string>([query]);
  return changesIn(root).flatMap((change) => {
    const { text } = applyEdits(query, [change.edit]);
    if (seen.has(text)) return [];
    seen.add(text);
    return [mutantOf(change, item, text)];
  });
}

/** Whether a changed query still binds without errors: else it is no mutant. */
export function isSound({ query }: Mutant, item: ContentItem, tables: TableCatalogue): boolean {
  const findings = queryDiagnostics(bind(query, item, tables), tables);
  return findings.every(({ severity }) => severity !== 'error');
}

function changesIn(root: Syntax): readonly Change[] {
  const changes: Change[] = [];
  const letters = lettersIn(root);
  walk(root, (node) => {
    changes.push(...changesAt(node, letters));
    return undefined;
  });
  return changes.sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end);
}

function bind(text: string, item: ContentItem, tables: TableCatalogue) {
  return bindQuery(text, { tables, parameters: parametersOf(item) });
}

function mutantOf({ kind, edit }: Change, item: ContentItem, query: string): Mutant {
  const original = queryOf(item)!;
  const { line, column } = placeAt(original, edit.start);
  const before = original.slice(edit.start, edit.end);
  const hash = createHash('sha256').update(`${before}\0${edit.text}`).digest('hex').slice(0, 8);
  const at = item.source.insideAtLine(queryPath(item), { line, column });
  return {
    id: `${kind}@${line}:${column}:${hash}`,
    kind,
    file: item.file,
    line: at.line,
    column: at.column,
    before: shown(before),
    after: shown(edit.text),
    query,
  };
}

function shown(text: string): string {
  const one = text.replaceAll(/\s+/g, ' ').trim();
  return one.length <= shownLength ? one : `${one.slice(0, shownLength)}...`;
}
