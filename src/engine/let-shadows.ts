// Rewrites a query for a service where `let T = ...` does not hide the table T of the workspace.
import type { BoundQuery } from '../kql/bind/bind.ts';
import { applyEdits, type TextEdit } from '../kql/rewrite/text-edits.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';

/**
 * The text with each `let` that has the name of a table renamed where it is declared, so that its uses mean the table. The new
 * name is as long as the old one: positions stay.
 */
export function withoutShadows(bound: BoundQuery, tables: TableCatalogue): string {
  const edits: TextEdit[] = [];
  for (const statement of bound.root?.list('Statements') ?? []) {
    if (statement.kind !== 'LetStatement') continue;
    const { name, text, start, end } = statement.get('Name');
    if (tables.table(name) === undefined || text !== name) continue;
    const texts = [bound.text, ...edits.map((edit) => edit.text)].join(' ');
    edits.push({ start, end, text: otherName(name, texts) });
  }
  return applyEdits(bound.text, edits).text;
}

/** A name of the same length that does not occur in the text. */
function otherName(name: string, text: string): string {
  for (let number = 0; ; number++) {
    const candidate = `_${number}`
      .padEnd(name.length, '_')
      .slice(0, Math.max(name.length, `_${number}`.length));
    if (!text.includes(candidate)) return candidate;
  }
}
