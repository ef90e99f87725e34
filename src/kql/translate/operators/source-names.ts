// The name that rows have as a source: what withsource= and $table show.

import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { isView } from '../statements.ts';

/** A table's, a view's, or what `as` gave; undefined where rows have no name of their own, as those of a let or of an expression. */
export function sourceName(node: Syntax, scope: Scope): string | undefined {
  switch (node.kind) {
    case 'ParenthesizedExpression':
      return sourceName(node.get('Expression'), scope);
    case 'PipeExpression': {
      const last = node.get('Operator');
      return last.kind === 'AsOperator' ? last.get('Name').name : undefined;
    }
    case 'NameReference':
      return nameOfReference(node.name, node, scope);
    case 'FunctionCallExpression': {
      const name = node.get('Name').name;
      const isTable = name === 'table' && scope.names.find(name) === undefined;
      return isTable ? firstText(node) : nameOfReference(name, node, scope);
    }
    case 'PathExpression':
      return node.text;
    default:
      return undefined;
  }
}

function nameOfReference(name: string, node: Syntax, scope: Scope): string | undefined {
  const binding = scope.names.find(name);
  if (binding?.kind === 'table') return binding.isNamed === true ? name : undefined;
  if (binding !== undefined) return isView(binding) ? name : undefined;
  return node.symbol?.kind === 'table' || node.symbol?.kind === 'function' ? name : undefined;
}

function firstText(call: Syntax): string | undefined {
  return call.child('ArgumentList')?.list('Expressions')[0]?.stringValue;
}

/** The rows before the pipe that an operator stands behind. */
export function pipedFrom(node: Syntax): Syntax | undefined {
  return node.parent?.kind === 'PipeExpression' ? node.parent.get('Expression') : undefined;
}
