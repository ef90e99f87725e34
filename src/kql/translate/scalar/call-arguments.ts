// The arguments of a call, and the finding for a call that is not run.

import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import type { Expression } from '../expression.ts';
import { functionsNotRun } from '../not-run.ts';
import { columnExpression } from '../relation.ts';

export function argumentNodes(node: Syntax): readonly Syntax[] {
  return node.child('ArgumentList')?.list('Expressions') ?? [];
}

/** All arguments are walked even if one fails, so that every finding is reported. */
export function translateArguments(node: Syntax, scope: Scope): Expression[] | undefined {
  const args = argumentNodes(node).flatMap(
    (argument) =>
      allColumns(argument, scope) ??
      scope.query.scalar(argument.kind === 'SimpleNamedExpression' ? argument.get('Expression') : argument, {
        ...scope,
        filter: false,
      }),
  );
  return args.includes(undefined) ? undefined : (args as Expression[]);
}

/** What `*` stands for as an argument, as in pack_array(*). */
function allColumns(argument: Syntax, { rows }: Scope): Expression[] | undefined {
  const relation = rows?.relation;
  if (argument.kind !== 'StarExpression' || relation === undefined || relation.bag !== undefined)
    return undefined;
  return relation.columns.map((column) => columnExpression(column));
}

/** Reports the call, with the reason where one is known. */
export function unsupportedCall(node: Syntax, scope: Scope, name: string): undefined {
  translateArguments(node, scope);
  const reason = functionsNotRun.get(name)?.reason;
  return scope.query.unsupported({
    code: 'kql/unsupported-function',
    message: `The function ${name}() is not supported${reason === undefined ? '' : `: ${reason}`}.`,
    node,
    see: functionsNotRun.get(name)?.see ?? `${name.replaceAll('_', '-')}-function`,
  });
}
