// parse and parse-where: takes a text apart by a pattern.
import type { KqlType } from '../../../tables/schema.ts';
import { invalidPattern } from '../../bind/findings/pattern-faults.ts';
import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { type Expression, nullOf } from '../expression.ts';
import { kustoPattern, plannable } from '../regex/pattern.ts';
import type { Relation } from '../relation.ts';
import { openRows } from '../rows.ts';
import { convert } from '../scalar/conversions.ts';
import { textOperand } from '../scalar/operand.ts';
import { escapeRegex } from '../scalar/patterns.ts';
import { listSql, nameSql, type Sql, sql, textSql } from '../sql.ts';
import { typedTexts } from './parse-captures.ts';
import { type Output, projection } from './projection.ts';
import { parameterText, piped, type TabularOperator } from './tabular-operator.ts';

const differs = 'What follows a pattern that ends in a text is ignored.';

export const parseOperator: TabularOperator = {
  syntaxKind: 'ParseOperator',
  see: 'parse-operator',
  differs,
  translate: piped((node, input, scope) => parse(node, input, scope, false)),
};

export const parseWhereOperator: TabularOperator = {
  syntaxKind: 'ParseWhereOperator',
  see: 'parse-where-operator',
  differs,
  translate: piped((node, input, scope) => parse(node, input, scope, true)),
};

interface Capture {
  readonly name: string;
  readonly type: KqlType;
}

interface Pattern {
  readonly regex: string;
  readonly captures: readonly Capture[];
}

function parse(node: Syntax, input: Relation, scope: Scope, filters: boolean): Relation | undefined {
  const rows = openRows(input, scope.query);
  const kind = parameterText(node, 'kind') ?? 'simple';
  const source = scope.query.scalar(node.get('Expression'), { ...scope, rows });
  const pattern = patternOf(node, kind, scope);
  if (source === undefined || pattern === undefined) return undefined;
  const text = textOperand(source, { ...scope, rows }).sql;
  const { captures } = pattern;
  const fields = listSql(captures.map((_, i) => textSql(`f${i}`)));
  const regex = textSql(pattern.regex);
  const matched = sql`regexp_matches(${text}, ${textSql(plannable(pattern.regex))})`;
  const parts: Expression = {
    // The struct is longer than any text that is written twice, so it becomes a column of its own.
    sql: sql`regexp_extract(${text}, ${regex}, [${fields}]) /* one pass for all captures */`,
    type: 'dynamic',
    nullable: false,
    foldable: false,
  };
  const struct = captures.length === 0 ? parts.sql : rows.once(parts).sql;
  const values = captures.map((capture, i) =>
    captured(capture, sql`${struct}.${nameSql(`f${i}`)}`, rows.once),
  );
  const typed = values.filter((value) => value.type !== 'string');
  const strict = kind !== 'relaxed' && typed.length > 0;
  const valid = strict
    ? sql`(${typed.map((value) => sql`${value.sql} is not null`).reduce((a, b) => sql`${a} and ${b}`)})`
    : undefined;
  const outputs = parsedOutputs(input, captures, values, valid);
  const passing = valid === undefined ? matched : sql`${matched} and ${valid}`;
  return projection(rows, outputs, scope.query, filters ? sql`where ${passing}` : undefined);
}

function captured({ type }: Capture, field: Sql, once: (expression: Expression) => Expression): Expression {
  const text: Expression = { sql: field, type: 'string', nullable: false, foldable: false };
  return type === 'string' ? text : once(convert(text, type, once));
}

/** New columns in place of those of the same name; all null where one of them has not its type. */
function parsedOutputs(
  input: Relation,
  captures: readonly Capture[],
  values: readonly Expression[],
  valid: Sql | undefined,
): Output[] {
  const made = new Map(
    captures.map(({ name }, i) => {
      const value = values[i]!;
      const kept =
        valid === undefined
          ? value.sql
          : sql`case when ${valid} then ${value.sql} else ${nullOf(value.type).sql} end`;
      return [name, { name, value: { ...value, sql: kept } }] as const;
    }),
  );
  const outputs: Output[] = input.columns.map((column) => made.get(column.name) ?? { column });
  const present = new Set(input.columns.map((column) => column.name));
  return [...outputs, ...[...made.values()].filter((output) => !present.has(output.name))];
}

/** The pattern as one regular expression: texts escaped (or taken as they are), columns as groups. */
function patternOf(node: Syntax, kind: string, scope: Scope): Pattern | undefined {
  const captures: Capture[] = [];
  const flags = parameterText(node, 'flags') ?? '';
  const parts = node.list('Patterns');
  const given = kind === 'regex' ? flags.replaceAll(/[^Uims]/g, '') : '';
  let regex = given === '' ? '(?s)' : `(?${[...new Set(given)].join('')})`;
  if (kind !== 'regex' && parts[0]?.kind !== 'StarExpression') regex += '^';
  for (const [i, part] of parts.entries()) {
    const isLast = i === parts.length - 1;
    if (part.kind === 'StarExpression') regex += isLast ? '' : '.*?';
    else if (part.kind === 'NameDeclaration' || part.kind === 'NameAndTypeDeclaration') {
      const capture = captureOf(part);
      captures.push(capture);
      const group = captureGroup(capture, kind, parts[i + 1]);
      if (group === undefined) return starAfter(part, capture.type, scope);
      regex += group;
    } else {
      const text = scope.query.scalar(part, { ...scope, rows: undefined })?.known?.value;
      if (typeof text !== 'string') return unsupportedPattern(part, scope);
      const piece = kind === 'regex' ? patternPart(text, regex, part, scope) : escapeRegex(text);
      if (piece === undefined) return undefined;
      regex += piece;
    }
  }
  return { regex, captures };
}

/**
 * A column ends at the next text. Where a star follows, a typed column takes what its type can read, or nothing, and the star the
 * rest; no column but those tells its end there. In a regular expression a text column takes all it can, as the documented example
 * shows.
 */
function captureGroup({ type }: Capture, kind: string, next: Syntax | undefined): string | undefined {
  const text = typedTexts[type];
  if (next?.kind === 'StarExpression') return text && (kind === 'regex' ? `(${text})` : `((?:${text})?)`);
  if (kind === 'regex') return type === 'int' || type === 'long' ? String.raw`(-?\d+)` : '(.*)';
  return next === undefined ? '(.*)$' : '(.*?)';
}

/** The binder refuses a star after a string; a dynamic has no pattern either. */
function starAfter(node: Syntax, type: KqlType, scope: Scope): undefined {
  return scope.query.unsupported({
    code: 'kql/unsupported-form',
    message: `A * after the ${type} column ${node.text.slice(0, 40)} is not supported: nothing tells where the column ends.`,
    node,
    see: 'parse-operator',
  });
}

function captureOf(part: Syntax): Capture {
  if (part.kind === 'NameDeclaration') return { name: part.name, type: 'string' };
  const spellings: Readonly<Record<string, KqlType>> = {
    date: 'datetime',
    double: 'real',
    boolean: 'bool',
    time: 'timespan',
  };
  const text = part.get('Type').text;
  return { name: part.get('Name').name, type: spellings[text] ?? (text as KqlType) };
}

/** A part that is a regular expression, under the flags that `regex` begins with; groups of its own would shift the numbers of ours. */
function patternPart(text: string, regex: string, node: Syntax, scope: Scope): string | undefined {
  const flags = (/^\(\?(\w+)\)/.exec(regex)?.[1] ?? '').replaceAll(/[^ims]/g, '');
  const result = kustoPattern(flags === '' ? text : `(?${flags})${text}`);
  if ('pattern' in result && !result.pattern.needsMarks) return `(?:${result.pattern.re2('none')})`;
  return 'pattern' in result || result.fault.isOurs === true
    ? unsupportedPattern(node, scope)
    : scope.query.unsupported({ ...invalidPattern(result.fault), node });
}

function unsupportedPattern(node: Syntax, scope: Scope): undefined {
  return scope.query.unsupported({
    code: 'kql/unsupported-form',
    message: `The pattern part ${node.text.slice(0, 40)} is not supported: it must be a known text.`,
    node,
    see: 'parse-operator',
  });
}
