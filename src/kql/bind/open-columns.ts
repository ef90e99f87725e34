// Columns that a query reads of what has no fixed ones, a function of a solution for one: the binder takes them to be there.
import type { TableCatalogue } from '../../tables/catalogue.ts';
import type { Column, KqlType } from '../../tables/schema.ts';
import { usualType } from '../../tables/usual-types.ts';
import { type Syntax, walk } from '../syntax.ts';
import { sourceTexts } from './query-sources.ts';

interface OpenNames {
  readonly names: readonly string[];
  /** Types that a union asks for: what meets a column there is of its type, or neither keeps the name. */
  readonly types: ReadonlyMap<string, KqlType>;
}

const namesOf = new WeakMap<Syntax, OpenNames>();

/** Names of columns that the binder takes to be there without knowing of them. */
export function openColumnNames(root: Syntax, tables: TableCatalogue): readonly string[] {
  return openNames(root, tables).names;
}

/** Such columns, each with the type that it has most likely. */
export function openColumns(root: Syntax, tables: TableCatalogue): readonly Column[] {
  const { names, types } = openNames(root, tables);
  return names.map((name) => ({ name, type: usualType(name) ?? types.get(name) ?? 'dynamic' }));
}

function openNames(root: Syntax, tables: TableCatalogue): OpenNames {
  const known = namesOf.get(root);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const types = new Map<string, KqlType>();
  for (const text of sourceTexts(root, tables)) {
    walk(text.root, (node) => {
      const { symbol } = node;
      if (node.kind === 'NameReference' && symbol?.kind === 'column' && symbol.type === 'unknown')
        names.add(symbol.name);
      for (const key of openKeysOf(node)) names.add(key);
      for (const [name, type] of typesMet(node)) types.set(name, types.get(name) ?? type);
      return undefined;
    });
  }
  const made = { names: [...names].sort(), types };
  namesOf.set(root, made);
  return made;
}

/** The columns of a union's operands, where what has no fixed columns is among them. */
function typesMet(node: Syntax): readonly (readonly [string, KqlType])[] {
  if (node.kind !== 'UnionOperator') return [];
  const operands = [pipedInto(node), ...node.list('Expressions')];
  if (!operands.some(isOpen)) return [];
  return operands.flatMap((operand) => {
    const columns = operand?.result.kind === 'table' ? operand.result.columns : [];
    return columns.flatMap(({ name, type }) => (type === 'unknown' ? [] : [[name, type] as const]));
  });
}

const pipedInto = ({ parent, start }: Syntax): Syntax | undefined => {
  const piped = parent?.kind === 'PipeExpression' ? parent.get('Expression') : undefined;
  return piped !== undefined && piped.end <= start ? piped : undefined;
};

/** The child of an operator that says by what rows meet. */
const keyClauses: Readonly<Record<string, string | undefined>> = {
  JoinOperator: 'ConditionClause',
  LookupOperator: 'LookupClause',
};

/**
 * The keys that stand for a column of both sides (`join ... on Name`) where a side has no fixed columns: the binder finds the name in the
 * other one and asks no further.
 */
function openKeysOf(node: Syntax): readonly string[] {
  const clause = keyClauses[node.kind];
  if (clause === undefined) return [];
  if (![pipedInto(node), node.child('Expression')].some(isOpen)) return [];
  return (node.child(clause)?.list('Expressions') ?? []).flatMap(namesMet);
}

const isOpen = (side: Syntax | undefined) => side?.result.kind === 'table' && side.result.open;

/** `a`, `a and b`, `(a)`; `$left.a == $right.b` says itself which side it means. */
function namesMet(node: Syntax): readonly string[] {
  if (node.kind === 'NameReference') return [node.name];
  if (node.kind === 'ParenthesizedExpression') return namesMet(node.get('Expression'));
  if (node.kind !== 'AndExpression') return [];
  return [...namesMet(node.get('Left')), ...namesMet(node.get('Right'))];
}
