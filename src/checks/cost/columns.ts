// Factors of what is computed of columns before any filter: filters on computed columns, parsing of dynamic values, expansion, sorting.
import type { ColumnSymbol, Syntax } from '../../kql/syntax.ts';
import { pages } from '../pages.ts';
import { below, calledName } from '../reading/query-view.ts';
import type { CostFactor, CostText } from './factor.ts';
import { rowsBefore } from './rows-before.ts';
import { columnsIn, hasColumn } from './selective.ts';
import { regexes } from './texts.ts';

export const columnFactors: readonly CostFactor[] = [
  {
    name: 'dynamic-before-filter',
    points: 8,
    filtered: 0,
    what: 'reading into a dynamic column, `parse_json`, `extract_json`, `parse_xml`, `bag_unpack`, before any filter',
    why: 'The value is parsed in each row, also in those that a later filter drops.',
    instead: 'Filter first, if only with `has` on a word that the value must contain.',
    see: pages.optimizeQueries,
    find: dynamicReads,
  },
  {
    name: 'filter-on-computed',
    points: 5,
    filtered: 0,
    what: '`where` on a column that `extend` or `project` has computed, before any other filter',
    why: 'The column is computed for every row, and no index helps.',
    instead: 'Filter on the column of the table first.',
    see: pages.kqlBestPractices,
    find: ({ ofKind }) => ofKind('FilterOperator').flatMap(computedColumns),
  },
  {
    name: 'expansion-before-filter',
    points: 10,
    filtered: 0,
    what: '`mv-expand` or `mv-apply` without `limit`, before any filter',
    why: 'Each row becomes as many as its list is long.',
    instead: 'Filter first, or set a limit to the rows of each list.',
    see: pages.optimizeQueries,
    find: ({ ofKind }) =>
      [...ofKind('MvExpandOperator'), ...ofKind('MvApplyOperator')].filter(
        (node) => node.child('RowLimitClause') === undefined,
      ),
  },
  {
    name: 'sort',
    points: 10,
    filtered: 3,
    what: '`sort` of rows that no `take` or `top` follows and no `summarize` has made fewer',
    why: 'All rows come to one place to be sorted.',
    instead: 'Leave it out where nothing reads the order; else use `top`, or filter or summarize first.',
    see: pages.optimizeQueries,
    find: ({ ofKind }) =>
      ofKind('SortOperator').filter((sort) => rowsBefore(sort) !== 'grouped' && !isCutLater(sort)),
  },
];

const parsers = /^(?:parse_?json|extract_?json|todynamic|toobject|parse_xml|bag_unpack)$/;

type Nodes = Pick<CostText, 'ofKind'>;

/** Calls that parse JSON or XML, and the first place that reads into each dynamic column of a table: what the query made itself is parsed. */
function dynamicReads(text: Nodes): readonly Syntax[] {
  const columns = columnsOfTables(text);
  const first = new Map<ColumnSymbol, Syntax>();
  for (const path of pathsIn(text)) {
    const { symbol, result } = path.get('Expression');
    const isDynamic = result.kind === 'scalar' && result.type === 'dynamic';
    if (!isDynamic || symbol?.kind !== 'column') continue;
    const column = symbol.originals[0] ?? symbol;
    if (columns.has(column) && !first.has(column)) first.set(column, path);
  }
  return [...first.values(), ...parsesIn(text)];
}

const pathsIn = ({ ofKind }: Nodes) =>
  [...ofKind('PathExpression'), ...ofKind('ElementExpression')].sort((a, b) => a.start - b.start);

const parsesIn = ({ ofKind }: Nodes) =>
  ofKind('FunctionCallExpression').filter((call) => parsers.test(calledName(call)) && hasColumn(call));

function columnsOfTables({ ofKind }: Nodes): ReadonlySet<ColumnSymbol> {
  const tables = ofKind('NameReference').flatMap(({ symbol }) => (symbol?.kind === 'table' ? [symbol] : []));
  return new Set([...new Set(tables)].flatMap(({ columns }) => columns));
}

/** Names in a filter that stand for what an earlier step of the pipe has computed; regular expressions and dynamics are factors of their own. */
function computedColumns(filter: Syntax): readonly Syntax[] {
  const steps = filter.parent?.kind === 'PipeExpression' ? stepsOf(filter.parent.get('Expression')) : [];
  const computed = steps
    .filter(({ kind }) => kind === 'ExtendOperator' || kind === 'ProjectOperator')
    .flatMap((step) => step.list('Expressions'))
    .filter((column) => column.kind === 'SimpleNamedExpression' && isComputed(column.get('Expression')))
    .map((column) => column.get('Name').symbol);
  return columnsIn(filter.get('Condition')).filter(({ symbol }) => computed.includes(symbol));
}

/** The operators of a pipe, in the order in which they run. */
function stepsOf(pipe: Syntax): readonly Syntax[] {
  return pipe.kind === 'PipeExpression' ? [...stepsOf(pipe.get('Expression')), pipe.get('Operator')] : [];
}

/** What comes of the rows beside a row can be filtered by nothing else. */
const readsOtherRows = /^(?:prev|next|row_.*)$/;

function isComputed(value: Syntax): boolean {
  if (value.kind === 'NameReference' || !hasColumn(value)) return false;
  const inside = { ofKind: (kind: string) => below(value, kind) };
  const readsOthers = inside
    .ofKind('FunctionCallExpression')
    .some((call) => readsOtherRows.test(calledName(call)));
  const others = [...regexes(inside), ...pathsIn(inside), ...parsesIn(inside)];
  return !readsOthers && others.length === 0;
}

/** Whether a later step of the pipe takes the first rows alone. */
function isCutLater(sort: Syntax): boolean {
  for (let pipe = sort.parent; pipe?.kind === 'PipeExpression'; pipe = pipe.parent) {
    if (/^(?:Take|Top)Operator$/.test(pipe.get('Operator').kind)) return true;
  }
  return false;
}
