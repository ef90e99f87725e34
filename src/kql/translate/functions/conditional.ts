// Functions that choose between values, and tests for null and empty.

import type { KqlType } from '../../../tables/schema.ts';
import { type Expression, valueSql } from '../expression.ts';
import { joinSql, listSql, type Sql, sql, textSql } from '../sql.ts';
import type { One } from './arguments.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';

/** Branches in one form: the list shape they share, or one type. */
function alike(branches: readonly Expression[], context: CallContext): readonly Expression[] {
  const shape = branches[0]?.elements;
  if (shape !== undefined && branches.every((branch) => branch.elements === shape)) return branches;
  const type = commonType(branches) ?? context.type;
  return branches.map((branch) => context.convert(branch, type));
}

const numbers: readonly KqlType[] = ['int', 'long', 'real', 'decimal'];

/** The one type of all branches, or the widest of their numbers; undefined where the binder has to say. */
function commonType(branches: readonly Expression[]): KqlType | undefined {
  const types = [...new Set(branches.map((branch) => branch.type))];
  if (types.length === 1) return types[0];
  const ranks = types.map((type) => numbers.indexOf(type));
  return ranks.includes(-1) ? undefined : numbers[Math.max(...ranks)];
}

function chosen(value: Sql, branches: readonly Expression[], tests: readonly Expression[]): Expression {
  const [first] = branches;
  return {
    sql: value,
    type: first!.type,
    elements: first!.elements,
    nullable: first!.type !== 'string' && branches.some((branch) => branch.nullable),
    foldable: [...branches, ...tests].every((part) => part.foldable),
  };
}

/** `case(test, value, test, value, ..., otherwise)`: a null test counts as false. */
function caseOf(args: readonly Expression[], context: CallContext): Expression | undefined {
  if (args.length % 2 === 0) return undefined;
  const tests = args.filter((_, i) => i % 2 === 0 && i < args.length - 1);
  const values = args.filter((_, i) => i % 2 === 1 || i === args.length - 1);
  const branches = alike(values, context);
  const whens = tests.map(
    (test, i) => sql`when ${context.convert(test, 'bool').sql} then ${valueSql(branches[i]!)}`,
  );
  const otherwise = sql`else ${valueSql(branches.at(-1)!)}`;
  return chosen(sql`(case ${joinSql(whens, ' ')} ${otherwise} end)`, branches, tests);
}

function coalesceOf(args: readonly Expression[], context: CallContext): Expression {
  const values = alike(args, context);
  const parts = values.map((value) => (value.type === 'string' ? sql`nullif(${value.sql}, '')` : value.sql));
  if (values[0]!.type === 'string') parts.push(sql`''`);
  const result = chosen(sql`coalesce(${listSql(parts)})`, values, []);
  return { ...result, nullable: values.every((value) => value.nullable) };
}

function extreme(name: 'greatest' | 'least') {
  return (args: readonly Expression[], context: CallContext): Expression => {
    const type = commonType(args) ?? context.type;
    const values = args.map((arg) => {
      const value = context.convert(arg, type);
      return type === 'real' ? context.once(value) : value;
    });
    const picked = name === 'greatest' ? sql`greatest(` : sql`least(`;
    const result = chosen(sql`${picked}${listSql(values.map(valueSql))})`, values, []);
    const nullable = values.every((value) => value.nullable);
    if (type !== 'real' || name === 'greatest') return { ...result, nullable };
    // DuckDB puts NaN above every number; in Kusto it wins both ways.
    const anyNaN = joinSql(
      values.map((value) => sql`isnan(${value.sql})`),
      ' or ',
    );
    return { ...result, nullable, sql: sql`(case when ${anyNaN} then 'nan'::double else ${result.sql} end)` };
  };
}

function bool(value: Sql, arg: Expression): Expression {
  return { sql: value, type: 'bool', nullable: false, foldable: arg.foldable };
}

function isEmpty([value]: One, context: CallContext): Expression | undefined {
  if (value.type === 'string') {
    return bool(value.nullable ? sql`(coalesce(${value.sql}, '') = '')` : sql`(${value.sql} = '')`, value);
  }
  if (value.type !== 'dynamic' || value.elements !== undefined)
    return bool(sql`(${value.sql} is null)`, value);
  return bool(sql`(coalesce(${context.convert(value, 'string').sql}, '') = '')`, value);
}

function isNull([value]: One): Expression | undefined {
  return bool(value.type === 'string' ? sql`false` : sql`(${value.sql} is null)`, value);
}

function negated(test: (args: One, context: CallContext) => Expression | undefined) {
  return (args: One, context: CallContext): Expression | undefined => {
    const result = test(args, context);
    return result === undefined ? undefined : { ...result, sql: sql`(not ${result.sql})` };
  };
}

function getType([value]: One, context: CallContext): Sql | undefined {
  // A null of a typed column keeps its type; a real is a double only inside a dynamic.
  if (value.type !== 'dynamic') return textSql(value.type);
  return sql`(case json_type(${context.asJson(value).sql}) when 'ARRAY' then 'array' when 'OBJECT' then 'dictionary' when 'VARCHAR' then 'string' when 'BOOLEAN' then 'bool' when 'DOUBLE' then 'double' when 'UBIGINT' then 'long' when 'BIGINT' then 'long' when 'HUGEINT' then 'long' else 'null' end)`;
}

const isempty = { sql: isEmpty, see: 'isempty-function' } satisfies FunctionEntry;
const isnotempty = { sql: negated(isEmpty), see: 'isnotempty-function' } satisfies FunctionEntry;
const isnotnull = { sql: negated(isNull), see: 'isnotnull-function' } satisfies FunctionEntry;
const iff = { sql: caseOf, see: 'iff-function' } satisfies FunctionEntry;

export const conditional = {
  case: { sql: caseOf, see: 'case-function' },
  coalesce: { sql: coalesceOf, see: 'coalesce-function' },
  gettype: { sql: getType, see: 'gettype-function' },
  iff,
  iif: iff,
  isempty,
  isnotempty,
  isnotnull,
  isnull: { sql: isNull, see: 'isnull-function' },
  max_of: { sql: extreme('greatest'), see: 'max-of-function' },
  min_of: { sql: extreme('least'), see: 'min-of-function' },
  not: { sql: '(not $1)', takes: ['bool'], see: 'not-function' },
  notempty: isnotempty,
  notnull: isnotnull,
} satisfies Record<string, FunctionEntry>;
