// A query over many runs at once: every row becomes one for each run that saw it, and the run a column that all steps keep.
import type { BoundQuery } from '../bind/bind.ts';
import { type Syntax, walk } from '../syntax.ts';
import { clockEdits } from './clock-edits.ts';
import { freeName, lengthText, timedTables, uncut } from './replay.ts';
import { seedSurvey } from './seed-survey.ts';
import { applyEdits, type TextEdit } from './text-edits.ts';

/** Runs at even distances, and what each sees, counted from its clock. In ms; KQL expressions for moments. */
export interface RunGrid {
  /** The clocks of the first and the last run. */
  readonly first: string;
  readonly last: string;
  readonly frequencyMs: number;
  /** [clock - before, clock + past) of TimeGenerated; absent for runs that go by ingestion alone. */
  readonly window?: { readonly beforeMs: number; readonly pastMs: number } | undefined;
  /** (clock - after, clock + until] of ingestion_time(). */
  readonly afterMs?: number | undefined;
  readonly untilMs: number;
  readonly maxLateMs?: number | undefined;
}

export interface SetQuery {
  readonly text: string;
  /** The column with the clock of the run a row belongs to. */
  readonly runColumn: string;
  /** A column of ours that the result may still have. */
  readonly ingestionColumn: string;
}

/** What a step of the query is to keep; it stands behind the columns it names. */
type Keeps = 'by' | 'columns' | 'nothing';

/** Steps that look at one row at a time, or at the rows of a group that the run can be part of. */
const steps: Readonly<Record<string, Keeps>> = {
  DistinctOperator: 'columns',
  ExtendOperator: 'nothing',
  FilterOperator: 'nothing',
  MvExpandOperator: 'nothing',
  ParseKvOperator: 'nothing',
  ParseOperator: 'nothing',
  ParseWhereOperator: 'nothing',
  ProjectAwayOperator: 'nothing',
  ProjectKeepOperator: 'columns',
  ProjectOperator: 'columns',
  ProjectRenameOperator: 'nothing',
  ProjectReorderOperator: 'nothing',
  SortOperator: 'nothing',
  SummarizeOperator: 'by',
};

/** They look at other rows, or at every column. */
const notOfOneRow =
  /^(new_guid|next|narrow|pack_all|prev|rand|row_cumsum|row_number|row_rank_dense|row_rank_min|row_window_session)$/;

/** Why the runs of a query cannot be one set, in words; empty where they can. */
export function notASet(bound: BoundQuery): readonly string[] {
  const { root } = bound;
  const survey = seedSurvey(bound);
  const reasons = new Set(uncut(bound));
  if (root === undefined || survey === undefined) return [...reasons];
  const stored = survey.texts.find((one) => one.stored !== undefined && one.references.length > 0);
  if (stored !== undefined) reasons.add(`the function ${stored.stored!.name}, which reads a table`);
  const { references, clocks } = survey.texts[0]!;
  if (survey.texts.some((one) => one.stored !== undefined && one.clocks.length > 0))
    reasons.add('a function that reads the clock');
  const timed = new Set(timedTables(bound));
  const still = references.find(({ table }) => !timed.has(table));
  if (still !== undefined) reasons.add(`the table ${still.table}, whose rows have no time`);
  if (references.length === 0 && stored === undefined) reasons.add('no table');
  const chains = references.map(({ node }) => node);
  walk(root, (node) => {
    const why = otherStep(node);
    if (why !== undefined) reasons.add(why);
    return undefined;
  });
  const query = root.list('Statements').at(-1)?.child('Expression');
  if (!chains.every((node) => query !== undefined && isLeafOf(node, query)))
    reasons.add('a table in an expression or a let');
  if (clocks.some((node) => query === undefined || node.start < query.start)) reasons.add('a clock in a let');
  return [...reasons];
}

function otherStep(node: Syntax): string | undefined {
  const isPiped = node.parent?.kind === 'PipeExpression' && node.parent.start !== node.start;
  if (node.kind === 'UnionOperator') return isPiped ? 'a union behind a pipe' : undefined;
  if (node.kind.endsWith('Operator')) {
    if (!Object.hasOwn(steps, node.kind)) return `\`${/^[\w-]+/.exec(node.text)?.[0] ?? node.kind}\``;
    if (node.kind === 'SummarizeOperator' && node.child('ByClause') === undefined)
      return '`summarize` without groups, which gives a row for no rows';
    if (node.kind === 'DistinctOperator' && /\*/.test(node.text)) return '`distinct *`';
    if (node.kind === 'ProjectAwayOperator' && /\*/.test(node.text)) return '`project-away` with a wildcard';
  }
  if (node.kind === 'SetOptionStatement') return 'a set statement';
  if (node.kind === 'ToScalarExpression') return '`toscalar()`';
  if (node.kind === 'FunctionCallExpression') {
    const { name } = node.get('Name');
    if (notOfOneRow.test(name)) return `\`${name}()\``;
  }
  return undefined;
}

/** Whether a table is where the rows of the query come from, by itself or in a union. */
function isLeafOf(table: Syntax, query: Syntax): boolean {
  for (let at: Syntax = table; ; at = at.parent!) {
    if (at.start === query.start && at.end === query.end) return true;
    const { parent } = at;
    if (parent === undefined) return false;
    const isSource = parent.kind === 'PipeExpression' && parent.child('Expression')?.start === at.start;
    const isOperand = parent.kind === 'UnionOperator' || parent.kind === 'ExpressionList';
    if (!isSource && !isOperand && parent.kind !== 'ParenthesizedExpression') return false;
  }
}

export interface SetOptions {
  /** Tables whose rows do not say when they were ingested. */
  readonly withoutIngestion: ReadonlySet<string>;
}

/** The query over all runs of a grid. To be asked for only where `notASet` names nothing. */
export function setBased(bound: BoundQuery, grid: RunGrid, { withoutIngestion }: SetOptions): SetQuery {
  const [run, ingestion] = [freeName('_run', bound), freeName('_ingested', bound)];
  const { references, clocks, ingestionTimes } = seedSurvey(bound)!.texts[0]!;
  const query = bound.root!.list('Statements').at(-1)!.get('Expression');
  const leaves = references.map(({ node, table }) => ({ table, node, end: endOfFilters(node) }));
  const isBefore = ({ start }: Syntax) => leaves.some(({ node, end }) => start >= node.start && start < end);
  const edits: TextEdit[] = leaves.flatMap(({ table, node, end }) => {
    const expansion = expansionOf(grid, { run, ingestion, isWithout: withoutIngestion.has(table) });
    return [
      { start: node.start, end: node.start, text: '(' },
      { start: end, end, text: `${expansion})` },
    ];
  });
  for (const node of clocks) edits.push(...clockEdits(node, run));
  for (const node of ingestionTimes)
    if (!isBefore(node)) edits.push({ start: node.start, end: node.end, text: ingestion });
  walk(query, (node) => {
    const keeps = steps[node.kind];
    if (keeps === 'columns')
      edits.push({
        start: node.end,
        end: node.end,
        text: `, ${run}${node.kind === 'DistinctOperator' ? '' : `, ${ingestion}`}`,
      });
    if (keeps === 'by') edits.push({ start: node.end, end: node.end, text: `, ${run}` });
    return undefined;
  });
  const { text } = applyEdits(bound.text, edits);
  return { text: text.replace(/;\s*$/, ''), runColumn: run, ingestionColumn: ingestion };
}

/** The end of the filters behind a table that do not read the clock: rows that they drop are not multiplied first. */
function endOfFilters(table: Syntax): number {
  let at = table;
  for (let pipe = at.parent; pipe?.kind === 'PipeExpression'; pipe = at.parent) {
    const operator = pipe.child('Operator');
    const isFilter = pipe.child('Expression')?.start === at.start && operator?.kind === 'FilterOperator';
    if (!isFilter || /\b(now|ago|ingestion_time)\b/.test(operator.text)) break;
    at = pipe;
  }
  return at.end;
}

interface Names {
  readonly run: string;
  readonly ingestion: string;
  /** The rows do not say when they were ingested. */
  readonly isWithout: boolean;
}

/** Steps that turn a row into one for each run that sees it. */
function expansionOf(grid: RunGrid, { run, ingestion, isWithout }: Names): string {
  const { first, last, frequencyMs, window, afterMs = 0, untilMs, maxLateMs } = grid;
  const [time, pastMs, beforeMs] = window
    ? ['TimeGenerated', window.pastMs, window.beforeMs]
    : [ingestion, untilMs + 1, afterMs];
  const step = lengthText(frequencyMs);
  // The first run that is later than the row by less than its sight goes past its clock.
  const from = `bin_at(${time} - ${lengthText(pastMs)}, ${step}, ${first}) + ${step}`;
  const until = `${time} + ${lengthText(beforeMs)}`;
  const seen = [
    `${run} >= ${first} and ${run} <= ${last}`,
    window &&
      `TimeGenerated >= ${run} - ${lengthText(window.beforeMs)} and TimeGenerated < ${run} + ${lengthText(window.pastMs)}`,
    `${ingestion} <= ${run} + ${lengthText(untilMs)}`,
    grid.afterMs !== undefined && `${ingestion} > ${run} - ${lengthText(afterMs)}`,
    maxLateMs !== undefined && `${ingestion} - TimeGenerated <= ${lengthText(maxLateMs)}`,
  ].filter(Boolean);
  return [
    '',
    `extend ${ingestion} = ${isWithout ? 'TimeGenerated' : 'ingestion_time()'}`,
    `mv-expand ${run} = range(${from}, ${until}, ${step}) to typeof(datetime)`,
    `where ${seen.join(' and ')}`,
  ].join(' | ');
}
