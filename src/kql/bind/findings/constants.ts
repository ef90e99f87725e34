// Constants of a query: literals, lets that hold one, and where a character of a text stands in its literal.

import type { Syntax } from '../../syntax.ts';
import type { KnownValue } from '../../translate/expression.ts';
import { isLiteral, readLiteral } from '../../translate/literals.ts';

export interface Constant {
  readonly value: KnownValue;
  /** The literal. */
  readonly node: Syntax;
}

const maxSteps = 20;

/** The value of a literal or of a let that holds one; undefined when it is known only to rows, or is not of its type. */
export function constantOf(node: Syntax, steps = 0): Constant | undefined {
  if (steps > maxSteps) return undefined;
  switch (node.kind) {
    case 'ParenthesizedExpression':
    case 'SimpleNamedExpression':
      return constantOf(node.get('Expression'), steps + 1);
    case 'NameReference': {
      const { symbol } = node;
      const source = symbol?.kind === 'variable' ? symbol.source : undefined;
      return source === undefined ? undefined : constantOf(source, steps + 1);
    }
    case 'UnaryMinusExpression': {
      const inner = constantOf(node.get('Expression'), steps + 1);
      const value = inner?.value;
      return typeof value === 'bigint' || typeof value === 'number' ? { value: -value, node } : undefined;
    }
    default: {
      const known = isLiteral(node) ? readLiteral(node)?.known : undefined;
      return known === undefined ? undefined : { value: known.value, node };
    }
  }
}

export function constantText(node: Syntax): { readonly text: string; readonly node: Syntax } | undefined {
  const constant = constantOf(node);
  return typeof constant?.value === 'string' && constant.node.stringValue !== undefined
    ? { text: constant.value, node: constant.node }
    : undefined;
}

/** A constant number, of any type. */
export function constantNumber(node: Syntax): { readonly number: number; readonly node: Syntax } | undefined {
  const constant = constantOf(node);
  const value = constant?.value;
  if (constant === undefined || (typeof value !== 'bigint' && typeof value !== 'number')) return undefined;
  return { number: Number(value), node: constant.node };
}

/**
 * Where the characters start..end of a text stand in the query: inside its literal, where that is one piece.
 * https://learn.microsoft.com/kusto/query/scalar-data-types/string
 */
export function placeInLiteral(
  node: Syntax,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } {
  if (node.kind !== 'StringLiteralExpression') return { start: node.start, end: node.end };
  const head = /^[hH]?(@?)(```|~~~|["'])/.exec(node.text);
  if (head === null) return { start: node.start, end: node.end };
  const [opening, verbatim, quote] = head;
  const piece = quote!.length === 3 ? /[\s\S]/y : verbatim === '@' ? doubled : escaped;
  const offset = (count: number) => {
    let place = opening.length;
    for (let i = 0; i < count; i++) {
      piece.lastIndex = place;
      place += piece.exec(node.text)?.[0].length ?? 1;
    }
    return node.start + place;
  };
  const from = offset(start);
  return { start: from, end: end <= start ? from + 1 : offset(end) };
}

const doubled = /""|''|[\s\S]/y;
const escaped = /\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[0-7]{1,3}|[\s\S])|[\s\S]/y;
