// Rewrites a query for a service where `let T = ...` does not hide the table T of the workspace.
import type { BoundQuery } from '../kql/bind/bind.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';

/**
 * The text with each `let` that has the name of a table renamed where it is declared, so that its uses mean the table. The new
 * name is as long as the old one: positions stay.
 */
export function withoutShadows(bound: BoundQuery, tables: TableCatalogue): string {
  let { text } = bound;
  for (const statement of bound.root?.list('Statements') ?? []) {
    if (statement.kind !== 'LetStatement') continue;
    const name = statement.get('Name');
    if (tables.table(name.name) === undefined || name.text !== name.name) continue;
    text = text.slice(0, name.start) + otherName(name.name, text) + text.slice(name.end);
  }
  return text;
}

/** A name of the same length that the text does not hold. */
function otherName(name: string, text: string): string {
  for (let number = 0; ; number++) {
    const candidate = `_${number}`
      .padEnd(name.length, '_')
      .slice(0, Math.max(name.length, `_${number}`.length));
    if (!text.includes(candidate)) return candidate;
  }
}
