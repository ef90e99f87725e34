// Whether a query over no rows has one result at every moment: then a run without rows need not be asked for.
import type { BoundQuery } from '../bind/bind.ts';
import { sourceTexts } from '../bind/query-sources.ts';
import { type Syntax, walk } from '../syntax.ts';
import { timedTables } from './replay.ts';
import { seedSurvey } from './seed-survey.ts';

/** Functions with another value at every call. */
const chance: ReadonlySet<string> = new Set(['new_guid', 'rand']);

/**
 * True when no clock and no chance has a say in the result as long as the tables have no rows: each stands behind an operator that
 * has no rows to look at then. False where that is not seen, and where something is read that nobody knows.
 */
export function isSameOverNothing(bound: BoundQuery): boolean {
  const survey = seedSurvey(bound);
  if (survey === undefined || bound.root === undefined) return false;
  if (survey.notCovered.length > 0 || survey.bareNames.length > 0) return false;
  const texts = sourceTexts(bound.root, bound.tables);
  const changing = [
    ...survey.texts.flatMap(({ clocks }) => clocks),
    ...texts.flatMap(({ root }) => chances(root)),
  ];
  const roots = texts.map(({ root }) => root);
  const timed = new Set(timedTables(bound));
  return changing.every((node) => isIdle(node, { roots, timed, asked: new Set() }));
}

function chances(root: Syntax): readonly Syntax[] {
  const found: Syntax[] = [];
  walk(root, (node) => {
    if (node.kind === 'FunctionCallExpression' && chance.has(node.get('Name').name)) found.push(node);
    return undefined;
  });
  return found;
}

interface Looking {
  readonly roots: readonly Syntax[];
  /** Tables that may have no rows: those whose rows have times. Any other is the same at all times, and has some. */
  readonly timed: ReadonlySet<string>;
  /** Names of `let`s that were asked about. */
  readonly asked: Set<string>;
}

/** Whether an expression is never looked at over no rows: by itself, or in every place that names the `let` it stands in. */
function isIdle(node: Syntax, looking: Looking): boolean {
  const { roots, timed, asked } = looking;
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (at.kind === 'PipeExpression' && isEmptyOverNothing(at, timed)) return true;
    if (at.kind !== 'LetStatement') continue;
    const { name } = at.get('Name');
    if (asked.has(name)) return true;
    asked.add(name);
    return usesOf(name, roots).every((use) => isIdle(use, looking));
  }
  return false;
}

function usesOf(name: string, roots: readonly Syntax[]): readonly Syntax[] {
  const uses: Syntax[] = [];
  for (const root of roots) {
    walk(root, (node) => {
      if (node.kind === 'NameReference' && node.name === name) uses.push(node);
      return undefined;
    });
  }
  return uses;
}

/** Whether an expression gives no rows where the tables have none. */
function isEmptyOverNothing(node: Syntax | undefined, timed: ReadonlySet<string>, depth = 0): boolean {
  if (node === undefined || depth > 40) return false;
  const isEmpty = (other: Syntax | undefined) => isEmptyOverNothing(other, timed, depth + 1);
  switch (node.kind) {
    case 'ExpressionStatement':
    case 'MaterializeExpression':
    case 'ParenthesizedExpression':
      return isEmpty(node.child('Expression'));
    case 'FunctionBody':
      return isEmpty(node.child('Expression'));
    case 'FunctionCallExpression':
      return isEmptyCall(node, isEmpty, timed);
    case 'NameReference': {
      const { symbol } = node;
      if (symbol?.kind === 'variable') return isEmpty(symbol.source);
      if (symbol?.kind === 'function') return isEmpty(node.calledBody());
      return symbol?.kind === 'table' && timed.has(symbol.name);
    }
    case 'PipeExpression':
      return isEmpty(node.child('Expression')) && keepsEmpty(node.child('Operator'), isEmpty);
    case 'UnionOperator':
      return node.list('Expressions').every(isEmpty);
    default:
      return false;
  }
}

type IsEmpty = (node: Syntax | undefined) => boolean;

function isEmptyCall(node: Syntax, isEmpty: IsEmpty, timed: ReadonlySet<string>): boolean {
  const { symbol } = node.get('Name');
  if (symbol?.kind !== 'function') return false;
  if (symbol.family === 'declared' || symbol.family === 'workspace') return isEmpty(node.calledBody());
  const argument = node.child('ArgumentList')?.list('Expressions')[0];
  return symbol.name === 'table' && timed.has(argument?.stringValue ?? '');
}

/** They give no row that does not come from one. */
const rowByRow: ReadonlySet<string> = new Set([
  'AsOperator',
  'DistinctOperator',
  'ExtendOperator',
  'FilterOperator',
  'LookupOperator',
  'MvApplyOperator',
  'MvExpandOperator',
  'ParseKvOperator',
  'ParseOperator',
  'ParseWhereOperator',
  'ProjectAwayOperator',
  'ProjectByNamesOperator',
  'ProjectKeepOperator',
  'ProjectOperator',
  'ProjectRenameOperator',
  'ProjectReorderOperator',
  'SampleOperator',
  'ScanOperator',
  'SerializeOperator',
  'SortOperator',
  'TakeOperator',
  'TopOperator',
]);

/** Of an operator whose input has no rows. */
function keepsEmpty(operator: Syntax | undefined, isEmpty: IsEmpty): boolean {
  if (operator === undefined) return false;
  if (rowByRow.has(operator.kind)) return true;
  switch (operator.kind) {
    case 'JoinOperator':
      return (
        !/^join\b[^(]*\bkind\s*=\s*(right|full)/is.test(operator.text) ||
        isEmpty(operator.child('Expression'))
      );
    case 'SummarizeOperator':
      // Without groups it gives one row of nothing.
      return operator.child('ByClause') !== undefined;
    case 'UnionOperator':
      return operator.list('Expressions').every(isEmpty);
    default:
      return false;
  }
}
