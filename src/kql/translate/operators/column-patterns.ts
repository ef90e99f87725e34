// Columns chosen by their names, as project-away and its kin name them: one by one, or several with `*`.

import { compareText } from '../../../diagnostics/compare-text.ts';
import type { Syntax } from '../../syntax.ts';
import type { Relation, RelationColumn } from '../relation.ts';

/** Whether a name fits a text in which `*` stands for any letters; case counts. */
export function fitsPattern(name: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[^\w]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(name);
}

/** The columns that a node of such a list means, in the order of the rows' columns. */
export function columnsMeant(node: Syntax, input: Relation): readonly RelationColumn[] {
  if (node.kind === 'StarExpression') return input.columns;
  if (node.child('Name')?.kind === 'WildcardedName') {
    return input.columns.filter((column) => fitsPattern(column.name, node.text));
  }
  return input.columns.filter((column) => column.name === node.name);
}

type Order = 'asc' | 'desc' | 'granny-asc' | 'granny-desc';

/** `a* asc` sorts what it means by name; the granny orders put `a2` before `a10`. Without an order the columns stay as they are. */
export function columnsInOrder(node: Syntax, input: Relation): readonly RelationColumn[] {
  if (node.kind !== 'OrderedExpression') return columnsMeant(node, input);
  const columns = columnsMeant(node.get('Expression'), input);
  const order = node.child('Ordering')?.text.trim() as Order | undefined;
  if (order === undefined) return columns;
  const compare = order.startsWith('granny') ? compareGranny : compareNames;
  const sorted = [...columns].sort((a, b) => compare(a.name, b.name));
  return order.endsWith('desc') ? sorted.reverse() : sorted;
}

/** Letters before their case, as the documented example has it. */
function compareNames(a: string, b: string): number {
  return compareText(a.toLowerCase(), b.toLowerCase()) || compareText(a, b);
}

function compareGranny(a: string, b: string): number {
  const parts = (name: string) => name.toLowerCase().match(/\d+|\D+/g) ?? [];
  const [x, y] = [parts(a), parts(b)];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const [p, q] = [x[i]!, y[i]!];
    if (p === q) continue;
    const areNumbers = /^\d/.test(p) && /^\d/.test(q);
    if (areNumbers && Number(p) !== Number(q)) return Number(p) - Number(q);
    return compareText(p, q);
  }
  return x.length - y.length;
}
