// The places where a query takes rows from tables, each with the filters that every one of its rows has to pass.
import type { BoundQuery } from '../bind/bind.ts';
import type { Syntax } from '../syntax.ts';
import { walk } from '../syntax.ts';
import { timedTables } from './replay.ts';
import { seedSurvey } from './seed-survey.ts';
import { applyEdits, type TextEdit } from './text-edits.ts';

export interface Leaf {
  readonly table: string;
  /** Predicates in KQL that need nothing of the query around them. */
  readonly filters: readonly string[];
}

/** Of the tables whose rows have times. A filter that names more than columns and constants is left out: more rows pass then, not fewer. */
export function leavesOf(bound: BoundQuery): readonly Leaf[] {
  const timed = new Set(timedTables(bound));
  const texts = seedSurvey(bound)?.texts ?? [];
  const leaves = texts.flatMap(({ references }) => references).filter(({ table }) => timed.has(table));
  const byText = new Map(
    leaves.map(({ table, node }) => {
      const leaf = { table, filters: filtersOn(node) };
      return [JSON.stringify(leaf), leaf] as const;
    }),
  );
  // What has no filter holds all that is filtered elsewhere.
  const whole = new Set(
    [...byText.values()].filter(({ filters }) => filters.length === 0).map(({ table }) => table),
  );
  return [...byText.values()].filter(({ table, filters }) => filters.length === 0 || !whole.has(table));
}

/** The filters that stand right behind a table. */
function filtersOn(reference: Syntax): readonly string[] {
  const filters: string[] = [];
  let at = reference;
  for (let pipe = at.parent; pipe?.kind === 'PipeExpression'; pipe = at.parent) {
    const operator = pipe.child('Operator');
    if (pipe.child('Expression')?.start !== at.start || operator?.kind !== 'FilterOperator') break;
    filters.push(...conditionsIn(operator.get('Condition')));
    at = pipe;
  }
  return filters;
}

function conditionsIn(condition: Syntax): readonly string[] {
  if (condition.kind === 'AndExpression')
    return [...conditionsIn(condition.get('Left')), ...conditionsIn(condition.get('Right'))];
  const text = byItself(condition);
  return text === undefined ? [] : [text];
}

const constants: ReadonlySet<string> = new Set([
  'DateTimeLiteralExpression',
  'DynamicExpression',
  'IntLiteralExpression',
  'LongLiteralExpression',
  'RealLiteralExpression',
  'StringLiteralExpression',
  'CompoundStringLiteralExpression',
  'TimespanLiteralExpression',
]);

/** The predicate with the constants that it names written out; undefined where it names anything else, or the clock. */
function byItself(condition: Syntax): string | undefined {
  const edits: TextEdit[] = [];
  let isAlone = true;
  walk(condition, (node) => {
    if (node.kind === 'NameReference') {
      const { symbol } = node;
      if (symbol?.kind === 'variable' && symbol.source !== undefined && constants.has(symbol.source.kind)) {
        const [start, end] = [node.start - condition.start, node.end - condition.start];
        edits.push({ start, end, text: `(${symbol.source.text})` });
      } else if (symbol?.kind !== 'column' && symbol?.kind !== 'function') isAlone = false;
    }
    if (node.kind === 'FunctionCallExpression') {
      const { symbol } = node.get('Name');
      const isOwn = symbol?.kind === 'function' && symbol.family === 'scalar';
      if (!isOwn || /^(now|ago|rand|new_guid|ingestion_time)$/.test(symbol.name)) isAlone = false;
    }
    if (
      node.kind === 'PipeExpression' ||
      node.kind === 'ToScalarExpression' ||
      /^date(time)?\s*\(\s*now\s*\)$/.test(node.text)
    )
      isAlone = false;
    return isAlone;
  });
  return isAlone ? applyEdits(condition.text, edits).text : undefined;
}
