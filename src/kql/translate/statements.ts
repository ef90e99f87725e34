// The statements before a query's expression: let, declare query_parameters, set; each gives names to the scope.

import type { Syntax } from '../syntax.ts';
import type { Binding, Names, Scope } from './context.ts';
import type { Expression } from './expression.ts';
import type { Relation } from './relation.ts';

/** Names with an outer scope behind them. */
export function createNames(outer?: Names): Names {
  const own = new Map<string, Binding>();
  const names: Names = {
    find: (name) => own.get(name) ?? outer?.find(name),
    views: () => [
      ...new Set([
        ...(outer?.views() ?? []),
        ...[...own].filter(([, binding]) => isView(binding)).map(([name]) => name),
      ]),
    ],
    set: (name, binding) => {
      own.set(name, binding);
    },
    child: () => createNames(names),
  };
  return names;
}

/** A function declared with `view`. https://learn.microsoft.com/kusto/query/let-statement */
export function isView(binding: Binding | undefined): boolean {
  return binding?.kind === 'function' && binding.declaration.child('ViewKeyword') !== undefined;
}

/**
 * The names in scope after the statements; kinds that are not supported are reported. Each let sees only what stands before it:
 * `let T = T | where ...` reads the table and hides it afterwards.
 */
export function declareStatements(statements: readonly Syntax[], scope: Scope): Names {
  let { names } = scope;
  const declare = (name: string, node: Syntax) => {
    const binding = letBinding(node, { ...scope, names });
    names = names.child();
    names.set(name, binding);
  };
  for (const statement of statements) {
    switch (statement.kind) {
      case 'LetStatement':
        declare(statement.get('Name').name, statement.get('Expression'));
        break;
      case 'QueryParametersStatement':
        for (const parameter of statement.list('Parameters')) {
          const value = parameter.child('DefaultValue')?.child('Value');
          if (value !== undefined) declare(parameter.get('NameAndType').get('Name').name, value);
        }
        break;
      case 'PatternStatement': {
        const declaration = statement.child('Pattern');
        if (declaration === undefined) notRun(statement, scope);
        else {
          const around = names;
          names = names.child();
          names.set(statement.get('Name').name, { kind: 'pattern', declaration, scope: around });
        }
        break;
      }
      case 'ExpressionStatement':
      case 'SetOptionStatement':
        break;
      default:
        notRun(statement, scope);
    }
  }
  return names;
}

function notRun(statement: Syntax, scope: Scope): void {
  scope.query.unsupported({
    code: 'kql/unsupported-statement',
    message: `The statement ${statement.text.split(/\s/, 1)[0]} is not supported.`,
    node: statement,
    see: 'statements',
  });
}

function letBinding(node: Syntax, { query, names, rows }: Scope): Binding {
  if (node.kind === 'FunctionDeclaration') return { kind: 'function', declaration: node, scope: names };
  const inner: Scope = { query, names, rows };
  if (node.result.kind === 'table') {
    let table: Relation | undefined;
    return { kind: 'table', value: () => (table ??= query.table(node, { query, names })) };
  }
  let value: Expression | undefined;
  return { kind: 'scalar', rows, value: () => (value ??= computedOnce(query.scalar(node, inner), inner)) };
}

/**
 * A let of a let, each used eight times, would double and double again: what reads a row is computed once a row, and a longer
 * constant once before the query.
 */
const longConstant = 2_000;

function computedOnce(value: Expression | undefined, { query, rows }: Scope): Expression | undefined {
  if (value === undefined || value.known !== undefined || value.holds !== undefined) return value;
  if (!value.foldable) return rows?.once(value) ?? value;
  if (value.sql.text.length <= longConstant) return value;
  return query.constant(value);
}
