// What can be changed at a node of a bound query, kind by kind: tables of what stands for what, and a function for each kind of node.
import type { Syntax } from '../kql/syntax.ts';
import { isTermCharacter } from '../kql/translate/native/terms.ts';
import type { QueryLetters } from './letters.ts';
import type { Change, MutationKind } from './mutant.ts';

type Mutator = (node: Syntax, letters: QueryLetters) => readonly Change[];

/** The changes of a node that stands in the text; none for most nodes. */
export function changesAt(node: Syntax, letters: QueryLetters): readonly Change[] {
  return mutators.flatMap((mutator) => mutator(node, letters));
}

const replaced = (
  kind: MutationKind,
  { start, end }: Pick<Syntax, 'start' | 'end'>,
  text: string,
): Change => ({
  kind,
  edit: { start, end, text },
});

/** Comparisons of texts: what each is taken for, other form of case first. */
const stringOperators: Readonly<Record<string, readonly string[]>> = {
  '!=': ['!~'],
  '!~': ['!='],
  '==': ['=~'],
  '=~': ['=='],
  in: ['in~'],
  'in~': ['in'],
  '!in': ['!in~'],
  '!in~': ['!in'],
  has: ['has_cs', 'contains'],
  has_cs: ['has', 'contains_cs'],
  '!has': ['!has_cs', '!contains'],
  contains: ['contains_cs', 'has'],
  contains_cs: ['contains', 'has_cs'],
  '!contains': ['!contains_cs', '!has'],
  startswith: ['startswith_cs', 'contains'],
  startswith_cs: ['startswith', 'contains_cs'],
  endswith: ['endswith_cs', 'contains'],
  endswith_cs: ['endswith', 'contains_cs'],
  hasprefix: ['hasprefix_cs', 'startswith'],
  hassuffix: ['hassuffix_cs', 'endswith'],
  has_any: ['has_all'],
  has_all: ['has_any'],
};

/** Case matters to one of both, and not to the other. */
const caseOnly: ReadonlySet<string> = new Set(['!=', '!~', '==', '=~', 'in', 'in~', '!in', '!in~']);

const boundaries: Readonly<Record<string, string>> = { '>': '>=', '>=': '>', '<': '<=', '<=': '<' };

const aggregates: Readonly<Record<string, string>> = {
  min: 'max',
  max: 'min',
  minif: 'maxif',
  maxif: 'minif',
  min_of: 'max_of',
  max_of: 'min_of',
  arg_min: 'arg_max',
  arg_max: 'arg_min',
};

const joinKinds: Readonly<Record<string, string>> = {
  inner: 'leftouter',
  innerunique: 'inner',
  leftouter: 'inner',
  rightouter: 'inner',
  fullouter: 'inner',
  leftanti: 'leftsemi',
  anti: 'leftsemi',
  leftsemi: 'leftanti',
  rightanti: 'rightsemi',
  rightsemi: 'rightanti',
};

const isBinary = (node: Syntax) => !node.isToken && node.children().length === 3;

/** The operator of `a op b`, as it is written. */
function operatorOf(node: Syntax): Syntax | undefined {
  if (!node.kind.endsWith('Expression') || !isBinary(node)) return undefined;
  const operator = node.children()[1]!;
  return operator.isToken ? operator : undefined;
}

const stringOperator: Mutator = (node, letters) => {
  const operator = operatorOf(node);
  const others = operator === undefined ? [] : (stringOperators[operator.text] ?? []);
  if (operator === undefined || isKeyOfJoin(node)) return [];
  const [left, , right] = node.children();
  if (caseOnly.has(operator.text) && letters.sameInAnyCase(left!, right!)) return [];
  const isSame = [
    ...(letters.holdsInAnyCase(left!, right!) ? [withoutCase] : []),
    ...(isOfNoTerm(right!) ? [withoutTerms] : []),
  ];
  return others
    .filter((other) => isSame.every((plain) => plain(other) !== plain(operator.text)))
    .map((other) => replaced('string-operator', operator, other));
};

const withoutCase = (text: string) => text.replace('_cs', '');
const withoutTerms = (text: string) => text.replace('contains', 'has');

/** A text that neither begins nor ends with a letter or digit: `has` finds it wherever `contains` does. */
function isOfNoTerm({ stringValue: value }: Syntax): boolean {
  if (value === undefined || value === '') return false;
  const characters = [...value];
  return !isTermCharacter(characters[0]) && !isTermCharacter(characters.at(-1));
}

/** `$left.a == $right.b` */
function isKeyOfJoin(node: Syntax): boolean {
  return /^(JoinOnClause|JoinConditionClause)$/.test(node.parent?.kind ?? '');
}

const boundary: Mutator = (node) => {
  const operator = operatorOf(node);
  const other = operator && boundaries[operator.text];
  return other === undefined ? [] : [replaced('boundary', operator!, other)];
};

const logic: Mutator = (node) => {
  const other = { AndExpression: 'or', OrExpression: 'and' }[node.kind];
  const operator = operatorOf(node);
  return other === undefined || operator === undefined ? [] : [replaced('logic', operator, other)];
};

const filter: Mutator = (node) => {
  if (node.kind !== 'FilterOperator') return [];
  const condition = node.get('Condition');
  return conjuncts(condition).flatMap((one) => [
    replaced('filter', one, 'true'),
    ...(isNegatable(one) ? [replaced('filter', one, `not(${one.text})`)] : []),
  ]);
};

function conjuncts(node: Syntax): readonly Syntax[] {
  if (node.kind !== 'AndExpression') return [node];
  return [node.children()[0]!, node.children()[2]!].flatMap(conjuncts);
}

/** The opposite of an opposite, or of a constant, is another filter less or none. */
function isNegatable(node: Syntax): boolean {
  const isNot = node.kind === 'FunctionCallExpression' && node.get('Name').name === 'not';
  return !isNot && node.kind !== 'BooleanLiteralExpression';
}

const threshold: Mutator = (node) => {
  if (node.kind !== 'LongLiteralExpression' || !/^\d+$/.test(node.text) || !isThreshold(node)) return [];
  const value = BigInt(node.text);
  return [value + 1n, ...(value > 0n ? [value - 1n] : [])].map((one) =>
    replaced('threshold', node, String(one)),
  );
};

/** A number that is compared with, or named by a let; the group of a pattern and the place in a list are none. */
function isThreshold(node: Syntax): boolean {
  const { parent } = node;
  if (parent === undefined) return false;
  if (parent.kind === 'LetStatement' || parent.kind === 'ExpressionCouple') return true;
  const operator = operatorOf(parent)?.text;
  if (operator === undefined) return false;
  if (operator in boundaries || operator === '==' || operator === '!=') return true;
  return ['+', '-', '*'].includes(operator) && isThreshold(parent);
}

/** The unit of a length of time, and one of the next smaller ones: a bound is passed by little. */
const units: Readonly<Record<string, { readonly smaller: string; readonly parts: number }>> = {
  d: { smaller: 'h', parts: 24 },
  h: { smaller: 'm', parts: 60 },
  m: { smaller: 's', parts: 60 },
  s: { smaller: 'ms', parts: 1000 },
};

const timespan: Mutator = (node) => {
  const [, count = '', unit = ''] = /^(\d+)([dhms])$/.exec(node.text) ?? [];
  const known = units[unit];
  if (node.kind !== 'TimespanLiteralExpression' || known === undefined || count === '0') return [];
  const parts = Number(count) * known.parts;
  return [parts + 1, parts - 1].map((value) => replaced('timespan', node, `${value}${known.smaller}`));
};

const listElement: Mutator = (node) => {
  const isList =
    (node.kind === 'ExpressionList' && /(In|InCs|HasAny|HasAll)Expression$/.test(node.parent?.kind ?? '')) ||
    node.kind === 'JsonArrayExpression';
  if (!isList) return [];
  const items = node.list(node.kind === 'JsonArrayExpression' ? 'Values' : 'Expressions');
  return items.length < 2
    ? []
    : [...new Set([0, items.length - 1])].map((at) => without('list-element', items, at));
};

/** Takes one item, and the comma beside it, out of a list. */
function without(kind: MutationKind, items: readonly Syntax[], at: number): Change {
  const [item, next, before] = [items[at]!, items[at + 1], items[at - 1]];
  const start = next === undefined ? before!.end : item.start;
  return { kind, edit: { start, end: next?.start ?? item.end, text: '' } };
}

const oneLess = (kind: MutationKind, items: readonly Syntax[]): readonly Change[] =>
  items.length < 2 ? [] : items.map((_, at) => without(kind, items, at));

const byKey: Mutator = (node) => {
  if (node.kind === 'SummarizeByClause') return oneLess('by-key', node.list('Expressions'));
  return node.kind === 'DistinctOperator' ? oneLess('by-key', node.list('Expressions')) : [];
};

const unionArm: Mutator = (node) => {
  if (node.kind !== 'UnionOperator') return [];
  const arms = node.list('Expressions');
  const [only] = arms;
  // Behind a pipe the rows before it are an arm as well.
  if (arms.length > 1 || node.parent?.kind !== 'PipeExpression' || only === undefined)
    return oneLess('union-arm', arms);
  return [replaced('union-arm', node, 'where true')];
};

const joined: Mutator = (node) => {
  if (node.kind === 'JoinOnClause') return oneLess('join-key', node.list('Expressions'));
  if (node.kind !== 'JoinOperator' && node.kind !== 'LookupOperator') return [];
  const given = node
    .list('Parameters')
    .find((one) => one.child('Name')?.name === 'kind')
    ?.get('Expression');
  const keyword = node.children()[0];
  if (given === undefined)
    return keyword === undefined || node.kind === 'LookupOperator'
      ? []
      : [replaced('join-kind', { start: keyword.end, end: keyword.end }, ' kind=inner')];
  const other = joinKinds[given.text];
  return other === undefined ? [] : [replaced('join-kind', given, other)];
};

const aggregate: Mutator = (node) => {
  const name = node.kind === 'FunctionCallExpression' ? node.get('Name') : undefined;
  const other = name && aggregates[name.name];
  return other === undefined ? [] : [replaced('aggregate', name!, other)];
};

const regex: Mutator = (node) => {
  const value = node.stringValue;
  if (value === undefined || !value.startsWith('(?i)') || !node.text.includes('(?i)')) return [];
  // A pattern without letters of its own is the same in any case.
  if (!/[a-z]/i.test(value.slice(4).replaceAll(/\\[a-zA-Z]|\(\?[a-z:]*/g, ''))) return [];
  const start = node.start + node.text.indexOf('(?i)');
  return [replaced('regex', { start, end: start + 4 }, '')];
};

const mutators: readonly Mutator[] = [
  aggregate,
  boundary,
  byKey,
  filter,
  joined,
  listElement,
  logic,
  regex,
  stringOperator,
  threshold,
  timespan,
  unionArm,
];
