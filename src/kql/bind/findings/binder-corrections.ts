// Findings of Microsoft's binder that are known to be wrong: the service runs these queries. Types that it gets wrong are repaired in
// ../parser.ts, where its signatures are loaded.
import { takesAnyArguments } from '../../../tables/known-functions.ts';
import type { RawDiagnostic, Syntax } from '../../syntax.ts';

export interface Correction {
  readonly codes: readonly string[];
  /** Whether the finding at this node, the smallest one that covers its place, is wrong. */
  readonly isWrong: (node: Syntax) => boolean;
  /** Why it is wrong, and where that is known from. */
  readonly reason: string;
}

const plainTerm = /^(?:String|CompoundString|Int|Long|Real|Decimal)LiteralExpression$/;
const logicKinds: ReadonlySet<string> = new Set(['AndExpression', 'OrExpression']);
const unpackParameters: ReadonlySet<string> = new Set([
  'OutputColumnPrefix',
  'columnsConflict',
  'ignoredProperties',
]);

/** Whether a node reads a path of graph-match, `e` or `e.Name`, where its matches are projected. */
function readsProjectedPath(node: Syntax): boolean {
  const match = above(node, (one) => one.kind === 'GraphMatchOperator');
  if (match === undefined || above(node, (one) => one.kind === 'ProjectClause') === undefined) return false;
  const read = node.kind === 'PathExpression' ? node.get('Expression') : node;
  const elements = match.list('Patterns').flatMap((pattern) => pattern.list('PatternElements'));
  return elements.some((one) => one.child('Range') !== undefined && one.child('Name')?.name === read.name);
}

export const corrections: readonly Correction[] = [
  {
    codes: ['KS107', 'KS141', 'KS234'],
    isWrong: (node) => {
      const isRead = ({ kind }: Syntax) => kind === 'PathExpression' || kind === 'NameReference';
      const place = isRead(node) ? node : above(node, isRead);
      return place !== undefined && readsProjectedPath(place);
    },
    reason:
      'The properties of a path are arrays: https://learn.microsoft.com/kusto/query/graph-match-operator#returns',
  },
  {
    codes: ['KS106', 'KS107'],
    isWrong: (node) => {
      const place = node.isToken ? node.parent : node;
      if (place === undefined || above(place, (one) => one.kind === 'SearchOperator') === undefined)
        return false;
      if (plainTerm.test(place.kind)) return isSearchTerm(place);
      return (
        logicKinds.has(place.kind) &&
        [place.get('Left'), place.get('Right')].some((side) => plainTerm.test(side.kind))
      );
    },
    reason:
      'A bare text or number is a term of search wherever a predicate may stand, also inside not(): recorded answers of the engine, https://learn.microsoft.com/kusto/query/search-operator',
  },
  {
    codes: ['KS142', 'KS204'],
    isWrong: (node) => {
      const name = node.kind === 'NameReference' ? node : node.parent;
      if (name?.child('Name')?.kind !== 'WildcardedName') return false;
      const union = above(name, (one) => one.kind === 'UnionOperator');
      return union?.list('Parameters').some((one) => /^isfuzzy\s*=\s*true$/i.test(one.text)) === true;
    },
    reason:
      'A fuzzy union takes a wildcard that no table matches: recorded answer of the engine, https://learn.microsoft.com/kusto/query/union-operator',
  },
  {
    codes: ['KS109', 'KS142'],
    isWrong: (node) => {
      const name = node.kind === 'NameReference' ? node : node.parent;
      return (
        name?.child('Name')?.kind === 'WildcardedName' &&
        above(name, (one) => one.kind === 'PipeExpression' || one.kind === 'ProjectAwayOperator')?.kind ===
          'ProjectAwayOperator'
      );
    },
    reason:
      'project-away takes a wildcard that no column matches: Microsoft Sentinel runs `project-away *1`, https://github.com/FalconForceTeam/KQLAnalyzer/issues/2, and rules that Microsoft publishes count on it, https://learn.microsoft.com/kusto/query/project-away-operator',
  },
  {
    codes: ['KS107', 'KS234', 'KS235'],
    isWrong: (node) => {
      const argument = node.kind === 'SimpleNamedExpression' ? node : node.parent;
      if (argument?.kind !== 'SimpleNamedExpression') return false;
      const call = above(argument, (one) => one.kind === 'FunctionCallExpression');
      return call?.get('Name').name === 'bag_unpack' && unpackParameters.has(argument.get('Name').name);
    },
    reason:
      'The arguments of bag_unpack may be given by name: recorded answer of the engine, https://learn.microsoft.com/kusto/query/bag-unpack-plugin',
  },
  {
    codes: ['KS119'],
    isWrong: (node) => {
      const symbol = (node.kind === 'NameReference' ? node : node.parent)?.symbol;
      return symbol?.kind === 'function' && symbol.family === 'workspace' && takesAnyArguments(symbol.name);
    },
    reason:
      'The parameters of many functions of solutions are not published where we have their names from: the binder is told of none, so it refuses every argument, https://learn.microsoft.com/kusto/query/functions/user-defined-functions',
  },
];

/** Inside `and`, `or`, `not()` and parentheses only: elsewhere a text is a value. */
function isSearchTerm(node: Syntax): boolean {
  let place = node.parent;
  while (place !== undefined && place.kind !== 'SearchOperator') {
    const isNot = place.kind === 'FunctionCallExpression' && place.get('Name').name === 'not';
    const passes =
      isNot || logicKinds.has(place.kind) || /^(?:ParenthesizedExpression|ExpressionList)$/.test(place.kind);
    if (!passes) return false;
    place = place.parent;
  }
  return place !== undefined;
}

function above(node: Syntax, matches: (node: Syntax) => boolean): Syntax | undefined {
  let place = node.parent;
  while (place !== undefined && !matches(place)) place = place.parent;
  return place;
}

/** The binder's findings without those that are known to be wrong. */
export function corrected(root: Syntax, findings: readonly RawDiagnostic[]): readonly RawDiagnostic[] {
  return findings.filter((one) => {
    const candidates = corrections.filter(({ codes }) => codes.includes(one.code));
    if (candidates.length === 0) return true;
    const node = smallestAt(root, one.start, one.end);
    return !candidates.some(({ isWrong }) => isWrong(node));
  });
}

function smallestAt(root: Syntax, start: number, end: number): Syntax {
  let node = root;
  for (;;) {
    const inner = node
      .children()
      .find((child) => child.start <= start && end <= child.end && child.end > child.start);
    if (inner === undefined || inner.isToken) return node;
    node = inner;
  }
}
