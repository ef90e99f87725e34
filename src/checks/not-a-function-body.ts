// Reports a query that runs on its own and cannot stand between the braces of a function.
import { definitionOf } from '../content/kinds/kinds.ts';
import { bodySyntaxFault } from '../kql/bind/function-faults.ts';
import { type Check, functionKinds } from './check.ts';
import { pages } from './pages.ts';
import { inQuery, nodeInQuery } from './reading/query-view.ts';

export const notAFunctionBody: Check = {
  code: 'kql/not-a-function-body',
  severity: 'error',
  kinds: functionKinds,
  summary: 'The query is not the body of a function: it has a `set`, more than one answer, or none.',
  why: 'It is saved and runs when somebody opens it; every query that calls it fails.',
  fix: 'Write any number of `let` statements and one expression.',
  see: pages.userFunctions,
  run(item, context) {
    const query = context.query(item);
    const stored = definitionOf(item).asFunction?.(item.values);
    const root = query?.bound.root;
    if (query?.isSound !== true || root === undefined || stored === undefined) return [];
    const statements = root.list('Statements');
    const last = statements.at(-1);
    if (last !== undefined && last.kind !== 'ExpressionStatement') {
      return [{ message: 'The function ends without an expression', at: nodeInQuery(item, last) }];
    }
    const odd = statements.find((one) => one !== last && one.kind !== 'LetStatement');
    if (odd === undefined && bodySyntaxFault(stored) === undefined) return [];
    return [
      {
        message: 'A function is made of `let` statements and one expression; this is neither',
        at: inQuery(item, odd?.start ?? 0, odd?.end),
      },
    ];
  },
};
