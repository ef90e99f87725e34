// The shape of a tabular operator: which node it translates, and the relation it makes.

import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import type { Relation } from '../relation.ts';

export interface TabularOperator {
  /** The parser's kind of node. */
  readonly syntaxKind: string;
  /** Slug of the official page. */
  readonly see: string;
  /** One sentence where the answer is not Kusto's, or the documentation leaves a choice. */
  readonly differs?: string | undefined;
  /** What is piped into it is a graph and has no rows: the operator reads it by itself. */
  readonly readsGraph?: true;
  /**
   * The rows after the operator; undefined when something in it was reported as unsupported. `input` is undefined for operators
   * that begin a query (print, range, union, search, find).
   */
  translate(node: Syntax, input: Relation | undefined, scope: Scope): Relation | undefined;
}

/** An operator that needs rows piped into it. */
export function piped(
  translate: (node: Syntax, input: Relation, scope: Scope) => Relation | undefined,
): TabularOperator['translate'] {
  return (node, input, scope) => {
    if (input !== undefined) return translate(node, input, scope);
    return scope.query.unsupported({
      code: 'kql/unsupported-form',
      message: `The operator ${node.text.split(/\s/, 1)[0]} without rows piped into it is not supported.`,
      node,
    });
  };
}

/** The text of an operator parameter (`kind=inner`, `withsource=name`), or undefined. */
export function parameterText(node: Syntax, name: string): string | undefined {
  const parameter = node.list('Parameters').find((one) => one.get('Name').name === name);
  const value = parameter?.child('Expression');
  return value === undefined ? undefined : (value.stringValue ?? (value.name || value.text));
}

/** Columns that an unpacked bag only shows when the rows are read cannot be aligned with others: said loudly. */
export function refusesBag(relation: Relation, node: Syntax, scope: Scope): boolean {
  if (relation.bag === undefined) return false;
  scope.query.unsupported({
    code: 'kql/unsupported-form',
    message: `${node.text.split(/\s/, 1)[0]} after bag_unpack or pivot without a result schema is not supported: its columns depend on the rows.`,
    node,
    see: 'bag-unpack-plugin',
  });
  return true;
}
