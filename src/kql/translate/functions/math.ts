// Mathematical functions; what is outside the domain of a function is NaN or null as Kusto has it, never an error.

import { type Expression, knownInteger, sqlTypes } from '../expression.ts';
import { type Sql, sql } from '../sql.ts';
import type { One, Two } from './arguments.ts';
import { bounded } from './bounded.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';

function real(template: string, see: string): FunctionEntry {
  return { sql: template, takes: ['real'], see };
}

/** No real has more digits on either side of the point. */
function digitsOf(precision: Expression, context: CallContext): Sql {
  return sql`${bounded(precision, context, 400n)}::integer`;
}

/** Rounds half away from zero; a negative precision rounds before the point. */
function round([number, precision]: One, context: CallContext): Sql | undefined {
  if (number.type === 'int' || number.type === 'long') {
    if (precision === undefined) return number.sql;
    return sql`round(${number.sql}, ${digitsOf(precision, context)})::${sqlTypes[context.type]}`;
  }
  const value = number.type === 'dynamic' ? context.convert(number, 'real') : number;
  const digits = precision === undefined ? sql`0` : digitsOf(precision, context);
  return sql`round(${value.sql}, ${digits})::${sqlTypes[context.type]}`;
}

/** A real also of whole numbers; a decimal stays one. */
function ceiling([number]: One, context: CallContext): Expression | undefined {
  const value = number.type === 'decimal' ? number : context.convert(number, 'real');
  const { type, foldable } = value;
  return { sql: sql`try_cast(ceil(${value.sql}) as ${sqlTypes[type]})`, type, nullable: true, foldable };
}

function abs([number]: One, context: CallContext): Expression | undefined {
  const type = number.type === 'int' ? 'long' : number.type === 'dynamic' ? 'real' : number.type;
  const value = context.convert(number, type);
  const { foldable } = value;
  const size = type === 'real' || type === 'decimal' ? sql`abs(${value.sql})` : sql`try(abs(${value.sql}))`;
  return { sql: size, type, nullable: true, foldable };
}

/** By bits modulo 64, as the documentation says; by fewer than none null. */
function shift(direction: 'left' | 'right') {
  return ([value, by]: Two, context: CallContext): Sql | undefined => {
    const [number, given] = [context.once(value).sql, context.once(by).sql];
    const bits = sql`(${given} & 63)`;
    // DuckDB refuses to shift bits out on the left: cut them off first.
    const moved =
      direction === 'right'
        ? sql`${number} >> ${bits}::bigint`
        : sql`((((${number} & ((1::hugeint << (63 - ${bits}))::hugeint - 1)::bigint)::hugeint << ${bits}::integer) - case when (${number} >> (63 - ${bits})) & 1 = 1 then 9223372036854775808::hugeint else 0 end))::bigint`;
    return sql`(case when ${given} >= 0 then ${moved} end)`;
  };
}

const whole = (template: string, see: string): FunctionEntry => ({ sql: template, takes: ['long'], see });

export const math = {
  abs: { sql: abs, nullable: true, see: 'abs-function' },
  acos: real('case when abs($1) <= 1 then acos($1) end', 'acos-function'),
  asin: real('case when abs($1) <= 1 then asin($1) end', 'asin-function'),
  atan: real('atan($1)', 'atan-function'),
  atan2: real('atan2($1, $2)', 'atan2-function'),
  binary_and: whole('($1 & $2)', 'binary-and-function'),
  binary_not: whole('(~$1)', 'binary-not-function'),
  binary_or: whole('($1 | $2)', 'binary-or-function'),
  binary_shift_left: {
    sql: shift('left'),
    takes: ['long'],
    nullable: true,
    see: 'binary-shift-left-function',
  },
  binary_shift_right: {
    sql: shift('right'),
    takes: ['long'],
    nullable: true,
    see: 'binary-shift-right-function',
  },
  binary_xor: whole('xor($1, $2)', 'binary-xor-function'),
  bitset_count_ones: whole('bit_count($1)::bigint', 'bitset-count-ones-function'),
  ceiling: { sql: ceiling, nullable: true, see: 'ceiling-function' },
  cos: real("case when isfinite($1) then cos($1) when $1 is not null then 'nan'::double end", 'cos-function'),
  cot: real(
    "case when isfinite($1) then 1 / tan($1) when $1 is not null then 'nan'::double end",
    'cot-function',
  ),
  degrees: real('degrees($1)', 'degrees-function'),
  // The series of erf has positive terms only, so nothing cancels: x * exp(-x*x) * sum of x^2n / gamma(n + 3/2).
  erf: real(
    'case when isnan($1) then $1 when abs($1) > 6 then sign($1) when $1 is not null then $1 * exp(0 - $1 * $1) * list_sum(list_transform(range(0, 120), lambda n: pow($1 * $1, n) / gamma(n + 1.5))) end::double',
    'erf-function',
  ),
  erfc: real(
    'case when isnan($1) then $1 when abs($1) > 6 then 1 - sign($1) when $1 is not null then 1 - $1 * exp(0 - $1 * $1) * list_sum(list_transform(range(0, 120), lambda n: pow($1 * $1, n) / gamma(n + 1.5))) end::double',
    'erfc-function',
  ),
  exp: real('exp($1)', 'exp-function'),
  exp10: real('pow(10, $1)', 'exp10-function'),
  exp2: real('pow(2, $1)', 'exp2-function'),
  gamma: real("case when $1 <= 0 and $1 = trunc($1) then 'nan'::double else gamma($1) end", 'gamma-function'),
  isfinite: real('isfinite($1)', 'isfinite-function'),
  isinf: real('isinf($1)', 'isinf-function'),
  isnan: real('isnan($1)', 'isnan-function'),
  log: real("case when $1 > 0 then ln($1) when $1 = 0 then '-inf'::double end", 'log-function'),
  log10: real("case when $1 > 0 then log10($1) when $1 = 0 then '-inf'::double end", 'log10-function'),
  log2: real("case when $1 > 0 then log2($1) when $1 = 0 then '-inf'::double end", 'log2-function'),
  loggamma: real(
    "case when $1 <= 0 and $1 = trunc($1) then 'nan'::double else lgamma($1) end",
    'loggamma-function',
  ),
  new_guid: { sql: 'uuid()', volatile: true, see: 'new-guid-function' },
  pi: { sql: 'pi()', see: 'pi-function' },
  pow: real('pow($1, $2)', 'pow-function'),
  radians: real('radians($1)', 'radians-function'),
  rand: {
    sql: ([limit]) => {
      if (limit === undefined) return sql`random()`;
      const known = knownInteger(limit);
      if (known !== undefined && known < 1n) return sql`random()`;
      return sql`floor(random() * ${limit.sql})::double`;
    },
    volatile: true,
    see: 'rand-function',
  },
  round: { sql: round, takes: [undefined, 'long'], nullable: true, see: 'round-function' },
  sign: real('sign($1)::double', 'sign-function'),
  sin: real("case when isfinite($1) then sin($1) when $1 is not null then 'nan'::double end", 'sin-function'),
  sqrt: real("case when $1 >= 0 then sqrt($1) when $1 is not null then 'nan'::double end", 'sqrt-function'),
  tan: real("case when isfinite($1) then tan($1) when $1 is not null then 'nan'::double end", 'tan-function'),
} satisfies Record<string, FunctionEntry>;
