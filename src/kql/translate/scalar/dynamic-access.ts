// Reading inside dynamic values: a.b, a["b"], a[0], a[-1], a[expression]; one JSON path for a whole chain.

import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { type Expression, type Json, knownJson, nullOf, valueSql } from '../expression.ts';
import { knownExpression } from '../literals.ts';
import { countSql, readInside, type Sql, sql, textSql } from '../sql.ts';
import { asJson, convert } from './conversions.ts';
import { onceIn } from './operand.ts';

/** One step into a value: a key or index known now, or an expression. */
type PathStep = string | bigint | Expression;

/** Translates PathExpression and ElementExpression over a dynamic. */
export function dynamicAccess(node: Syntax, scope: Scope): Expression | undefined {
  const steps: PathStep[] = [];
  let base = node;
  while (base.kind === 'PathExpression' || base.kind === 'ElementExpression') {
    const step = stepOf(base, scope);
    if (step === undefined) return undefined;
    steps.unshift(step);
    base = base.get('Expression');
    while (base.kind === 'ParenthesizedExpression') base = base.get('Expression');
    if (isOfNamedRows(base, scope)) break;
  }
  const value = scope.query.scalar(base, scope);
  return value === undefined ? undefined : walkInto(value, steps, scope);
}

/** `s1.d` in a step of scan is a column: a path into it begins there. */
function isOfNamedRows(node: Syntax, scope: Scope): boolean {
  if (node.kind !== 'PathExpression') return false;
  return scope.rows?.named?.(node.get('Expression').name, node.get('Selector').name) !== undefined;
}

function stepOf(node: Syntax, scope: Scope): PathStep | undefined {
  const selector = node.get('Selector');
  if (node.kind === 'PathExpression') {
    if (selector.kind === 'NameReference') return selector.name;
    if (selector.kind !== 'BracketedExpression') return unsupportedSelector(selector, scope);
  }
  const inner = selector.kind === 'BracketedExpression' ? selector.get('Expression') : selector;
  const index = scope.query.scalar(inner, scope);
  const known = index?.known?.value;
  return typeof known === 'string' || typeof known === 'bigint' ? known : index;
}

function unsupportedSelector(selector: Syntax, scope: Scope): undefined {
  return scope.query.unsupported({
    code: 'kql/unsupported-form',
    message: `Reading ${selector.text} from a dynamic value is not supported.`,
    node: selector,
    see: 'scalar-data-types/dynamic',
  });
}

function walkInto(value: Expression, steps: readonly PathStep[], scope: Scope): Expression {
  const known = knownStep(value, steps);
  if (known !== undefined) return known;
  if (value.elements !== undefined) {
    const [first, ...rest] = steps;
    const element = listElement(value, value.elements, first!, scope);
    return rest.length === 0 ? element : walkInto(asJson(element), rest, scope);
  }
  const base =
    value.type === 'string' ? sql`to_json(${valueSql(value)})` : (value.inner ?? asJson(value).sql);
  return pathInto(readInside(base), steps, scope, value.foldable);
}

/** A path into a constant is followed now, so that its value may stand in a pattern. */
function knownStep(value: Expression, steps: readonly PathStep[]): Expression | undefined {
  let json: Json | undefined = knownJson(value);
  if (json === undefined) return undefined;
  for (const step of steps) {
    if (typeof step === 'object') return undefined;
    if (typeof step === 'bigint') {
      json = Array.isArray(json) ? (json as readonly Json[]).at(Number(step)) : undefined;
    } else {
      const bag: Json | undefined = json;
      json =
        typeof bag === 'object' && bag !== null && !Array.isArray(bag) && Object.hasOwn(bag, step)
          ? (bag as Readonly<Record<string, Json>>)[step]
          : undefined;
    }
    if (json === undefined || json === null) return nullOf('dynamic');
  }
  return knownExpression('dynamic', { json });
}

function listElement(
  list: Expression,
  elements: Expression['elements'] & string,
  step: PathStep,
  scope: Scope,
): Expression {
  const holds = elements === 'dynamic' ? undefined : elements;
  const foldable = list.foldable && (typeof step !== 'object' || step.foldable);
  // No list reaches that far, and DuckDB takes no such index.
  const beyond = typeof step === 'bigint' && (step >= 2n ** 31n || step < -(2n ** 31n));
  if (typeof step === 'string' || beyond) return nullOf('dynamic');
  const index =
    typeof step === 'bigint'
      ? countSql(step >= 0n ? step + 1n : step)
      : ((place: Sql) => sql`(case when ${place} >= 0 then ${place} + 1 else ${place} end)`)(
          convert(step, 'long', onceIn(scope)).sql,
        );
  return { sql: sql`(${list.sql})[${index}]`, type: 'dynamic', holds, nullable: true, foldable };
}

/** The rest of a chain after a key that no JSON path can write. */
function pathInto(base: Sql, steps: readonly PathStep[], scope: Scope, foldable: boolean): Expression {
  const odd = steps.findIndex((step) => step === '' || (typeof step === 'string' && /^\*+$/.test(step)));
  if (odd >= 0) {
    const before = odd === 0 ? base : pathInto(base, steps.slice(0, odd), scope, foldable).sql;
    const key = textSql(steps[odd] as string);
    const inside = sql`map_extract_value(try_cast(${before} as map(varchar, json)), ${key})`;
    const rest = steps.slice(odd + 1);
    if (rest.length > 0) return pathInto(inside, rest, scope, foldable);
    return { sql: sql`nullif(${inside}, 'null'::json)`, type: 'dynamic', nullable: true, foldable };
  }
  const path = pathSql(steps, scope);
  return {
    sql: sql`nullif(json_extract(${base}, ${path}), 'null'::json)`,
    type: 'dynamic',
    nullable: true,
    foldable: foldable && steps.every((step) => typeof step !== 'object' || step.foldable),
    access: { base, path },
  };
}

/** `'$."a"[0]'`; keys are always quoted, because a bare `$` or `*` means something else. */
function pathSql(steps: readonly PathStep[], scope: Scope): Sql {
  if (steps.every((step) => typeof step !== 'object')) {
    return textSql(`$${steps.map((step) => knownPath(step as string | bigint)).join('')}`);
  }
  const parts = steps.map((step) => {
    if (typeof step !== 'object') return textSql(knownPath(step));
    return columnPath(step, scope);
  });
  return sql`concat('$', ${parts.reduce((all, part) => sql`${all}, ${part}`)})`;
}

function knownPath(step: string | bigint): string {
  if (typeof step === 'string') return `."${step.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  return step >= 0n ? `[${step}]` : `[#${step}]`;
}

/** A key or index that depends on the row: numbers are indexes, texts are keys. */
function columnPath(step: Expression, scope: Scope): Sql {
  const isIndex = step.type === 'long' || step.type === 'int';
  if (isIndex) {
    const place = onceIn(scope)(step).sql;
    return sql`case when ${place} >= 0 then concat('[', ${place}, ']') else concat('[#', ${place}, ']') end`;
  }
  const text = valueSql(convert(step, 'string', onceIn(scope)));
  const key = sql`concat('."', replace(replace(${text}, '\\', '\\\\'), '"', '\\"'), '"')`;
  if (step.type !== 'dynamic') return key;
  return sql`case when regexp_full_match(${text}, '\\d+') then concat('[', ${text}, ']') else ${key} end`;
}
