// The statements before a query's expression: let, declare query_parameters, set; each gives names to the scope.
import type { Binding, Names, Scope } from './context.ts';
import type { Expression } from './expression.ts';
import type { Relation } from './relation.ts';
import type { Syntax } from './syntax.ts';

/** Names with an outer scope behind them. */
export function createNames(outer?: Names): Names {
  const own = new Map<string, Binding>();
  const names: Names = {
    find: (name) => own.get(name) ?? outer?.find(name),
    tables: () => [
      ...new Set([
        ...[...own].filter(([, binding]) => binding.kind === 'table').map(([name]) => name),
        ...(outer?.tables() ?? []),
      ]),
    ],
    set: (name, binding) => {
      own.set(name, binding);
    },
    child: () => createNames(names),
  };
  return names;
}

/** Declares what the statements name; reports the kinds that are not supported. */
export function declareStatements(statements: readonly Syntax[], scope: Scope): void {
  for (const statement of statements) {
    switch (statement.kind) {
      case 'LetStatement':
        scope.names.set(statement.get('Name').name, letBinding(statement.get('Expression'), scope));
        break;
      case 'QueryParametersStatement':
        for (const parameter of statement.list('Parameters')) declareParameter(parameter, scope);
        break;
      case 'ExpressionStatement':
      case 'SetOptionStatement':
        break;
      default:
        scope.query.unsupported({
          code: 'kql/unsupported-statement',
          message: `The statement ${statement.text.split(/\s/, 1)[0]} is not supported.`,
          node: statement,
          see: 'statements',
        });
    }
  }
}

function letBinding(node: Syntax, scope: Scope): Binding {
  // A later let may not change what this one sees.
  const names = scope.names;
  if (node.kind === 'FunctionDeclaration') return { kind: 'function', declaration: node, scope: names };
  const inner: Scope = { query: scope.query, names };
  if (node.result.kind === 'table') {
    let table: Relation | undefined;
    return { kind: 'table', value: () => (table ??= scope.query.table(node, inner)) };
  }
  let value: Expression | undefined;
  return { kind: 'scalar', value: () => (value ??= scope.query.scalar(node, inner)) };
}

function declareParameter(parameter: Syntax, scope: Scope): void {
  const name = parameter.get('NameAndType').get('Name').name;
  const given = parameter.child('DefaultValue')?.child('Value');
  if (given !== undefined) scope.names.set(name, letBinding(given, scope));
}
