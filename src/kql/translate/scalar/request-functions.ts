// Functions of the request and not of the rows: what `set` says, and what stops a query. Entries as those of scope-functions.ts.
import type { KqlType } from '../../../tables/schema.ts';
import type { Syntax } from '../../syntax.ts';
import type { BinAuto, Scope } from '../context.ts';
import { type Expression, knownString } from '../expression.ts';
import { scalarFunctions } from '../functions/index.ts';
import { knownExpression } from '../literals.ts';
import { isOfRun } from '../run-value.ts';
import { sql, textSql } from '../sql.ts';
import { translateArguments, unsupportedCall } from './call-arguments.ts';
import { callContext, callEntry } from './entry-call.ts';
import type { ScopeFunction } from './scope-function.ts';

const assertSee = 'assert-function';
const binSee = 'bin-auto-function';

/** True, or the query is refused before it reads a row: so the condition must not read one. */
function assertion(node: Syntax, scope: Scope): Expression | undefined {
  const [condition, message] = translateArguments(node, scope) ?? [];
  if (condition === undefined) return undefined;
  if (isOfRun(condition.sql)) return unsupportedCall(node, scope, 'assert');
  if (!condition.foldable) return refused('assert(): the condition must be a constant');
  const text = `assert() has failed with message: '${knownString(message) ?? ''}'`;
  const { value } = condition.known ?? {};
  if (value === true) return knownExpression('bool', true);
  if (value !== undefined) return refused(text);
  const checked = sql`case when ${condition.sql} then true else error(${textSql(text)}) end`;
  return scope.query.constant({ ...condition, sql: checked });

  function refused(why: string): undefined {
    return scope.query.unsupported({ code: 'kql/invalid-argument', message: why, node, see: assertSee });
  }
}

/** `bin_at` with the size and the fixed point that the query sets. */
function binAuto(node: Syntax, scope: Scope): Expression | undefined {
  const { binAuto: options } = scope.query;
  const [value] = translateArguments(node, scope) ?? [];
  if (value === undefined) return undefined;
  if (options === undefined || !fits(value.type, options)) {
    return scope.query.unsupported({
      code: 'kql/unsupported-function',
      message:
        'The function bin_auto() without a size of its kind that the query sets (query_bin_auto_size, query_bin_auto_at) is not supported.',
      node,
      see: binSee,
    });
  }
  const { size, at } = options;
  const entry = scalarFunctions.get(at === undefined ? 'bin' : 'bin_at')!;
  const type = value.type === 'int' || value.type === 'long' ? size.type : value.type;
  const called = { name: 'bin_auto', type, code: 'kql/unsupported-function', see: binSee } as const;
  return callEntry(
    entry,
    at === undefined ? [value, size] : [value, size, at],
    callContext(node, scope, called),
    scope,
  );
}

/** Times have bins of a time, and numbers those of numbers. */
function fits(type: KqlType, { size, at }: BinAuto): boolean {
  const isNumber = (one: KqlType) => one !== 'datetime' && one !== 'timespan';
  if (isNumber(type)) return isNumber(size.type) && (at === undefined || isNumber(at.type));
  return size.type === 'timespan' && (at === undefined || at.type === type);
}

export const requestFunctions: Readonly<Record<string, ScopeFunction>> = {
  assert: { translate: assertion, see: assertSee },
  bin_auto: { translate: binAuto, see: binSee },
};
