// Reports a let that nothing in the query uses.
import type { KqlSymbol, Syntax } from '../kql/syntax.ts';
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { below, calledName, nodeInQuery, type QueryView } from './reading/query-view.ts';

interface Let {
  readonly statement: Syntax;
  readonly name: string;
  readonly uses: readonly Let[];
}

export const unusedLet: Check = {
  code: 'kql/unused-let',
  severity: 'warning',
  kinds: everyKind,
  summary: 'A let is never used in the result.',
  why: 'Often a whole branch of a detection that somebody forgot to put into the union: it looks covered and is not.',
  fix: 'Use it in the result, or remove it.',
  see: pages.let,
  run(item, context) {
    const query = context.query(item);
    if (query?.isSound !== true) return [];
    const { lets, used, asks } = usesIn(query);
    // kql/no-tabular-result reports a query that only declares.
    if (!asks) return [];
    const unused = lets.filter((one) => !used.has(one));
    return unused
      .filter((one) => !unused.some((other) => other !== one && other.uses.includes(one)))
      .map((one) => {
        const isTable = one.statement.get('Expression').result.kind === 'table';
        const within = reachedFrom(one.uses).filter((other) => !used.has(other));
        const alone = within.map((other) => `\`${other.name}\``).join(', ');
        return {
          message: `${isTable ? 'The rows of ' : ''}\`${one.name}\` ${isTable ? 'never reach' : 'is never used in'} the result${alone === '' ? '' : `, and with it ${alone}`}`,
          at: nodeInQuery(item, one.statement.get('Name')),
        };
      });
  },
};

function usesIn(query: QueryView): { lets: Let[]; used: ReadonlySet<Let>; asks: boolean } {
  const bySymbol = new Map<KqlSymbol, Let>();
  const byName = new Map<string, Let>();
  const lets: Let[] = [];
  const roots: Let[] = [];
  let asks = false;
  for (const statement of query.bound.root?.list('Statements') ?? []) {
    const uses = namedIn(statement).flatMap(({ symbol, name }) => {
      const statement =
        (symbol && bySymbol.get(symbol)) ?? (symbol === undefined ? byName.get(name) : undefined);
      return statement === undefined ? [] : [statement];
    });
    if (statement.kind !== 'LetStatement') {
      roots.push(...uses);
      asks = true;
      continue;
    }
    const { name, symbol } = statement.get('Name');
    const one = { statement, name, uses };
    lets.push(one);
    byName.set(name, one);
    if (symbol !== undefined) bySymbol.set(symbol, one);
  }
  return { lets, used: new Set(reachedFrom(roots)), asks };
}

/** References by symbol; what the binder left open, and names inside `table("...")`, by name. */
function namedIn(statement: Syntax): { symbol: KqlSymbol | undefined; name: string }[] {
  const names = below(statement, 'NameReference').map(({ symbol, name }) => ({ symbol, name }));
  const tables = below(statement, 'FunctionCallExpression')
    .filter((call) => calledName(call) === 'table')
    .flatMap((call) => below(call, 'StringLiteralExpression'))
    .map((literal) => ({ symbol: undefined, name: literal.stringValue ?? '' }));
  return [...names, ...tables];
}

function reachedFrom(starts: readonly Let[]): Let[] {
  const reached = new Set<Let>();
  const pending = [...starts];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (reached.has(one)) continue;
    reached.add(one);
    pending.push(...one.uses);
  }
  return [...reached].sort((a, b) => a.statement.start - b.statement.start);
}
