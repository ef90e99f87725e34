// Applies an entry of the function or aggregate tables to translated arguments.
import type { KqlType } from '../../../tables/schema.ts';
import type { Syntax } from '../../syntax.ts';
import type { Scope, UnsupportedCode } from '../context.ts';
import { type Expression, valueSql } from '../expression.ts';
import type { CallContext, FunctionEntry } from '../functions/function-entry.ts';
import { type Sql, sql, templateSql, templateUses } from '../sql.ts';
import { asJson, convert } from './conversions.ts';
import { onceIn } from './operand.ts';

/** Arguments in the types an entry takes. */
export function takenArguments(
  args: readonly Expression[],
  takes: readonly (KqlType | undefined)[] | undefined,
  scope: Scope,
): Expression[] {
  if (takes === undefined || takes.length === 0) return [...args];
  return args.map((arg, i) => {
    const type = i < takes.length ? takes[i] : takes.at(-1);
    if (type === undefined || (type === 'dynamic' && arg.type === 'dynamic')) return arg;
    return convert(arg, type, onceIn(scope));
  });
}

/** Arguments as a template reads them: JSON for dynamics, strings never NULL, long texts under a short name. */
export function templateArguments(args: readonly Expression[], template: string, scope: Scope): Sql[] {
  const uses = templateUses(template);
  return args.map((arg, i) => {
    const plain = arg.type === 'dynamic' ? asJson(arg) : { ...arg, sql: valueSql(arg) };
    return (uses.get(i) ?? 0) > 1 ? onceIn(scope)(plain).sql : plain.sql;
  });
}

/** The result of a scalar function entry. */
export function callEntry(
  entry: FunctionEntry,
  given: readonly Expression[],
  context: CallContext,
  scope: Scope,
): Expression | undefined {
  const args = takenArguments(given, entry.takes, scope);
  const { type } = context;
  const foldable = entry.volatile !== true && args.every((arg) => arg.foldable);
  const nullable =
    entry.nullable === true || args.some((arg) => arg.nullable && arg.type !== 'string') || type !== 'string';
  if (typeof entry.sql === 'string') {
    return {
      sql: wrap(templateSql(entry.sql, templateArguments(args, entry.sql, scope))),
      type,
      nullable,
      foldable,
    };
  }
  const safe = args.map((arg) =>
    arg.type === 'string' && arg.nullable ? { ...arg, sql: valueSql(arg), nullable: false } : arg,
  );
  const result = entry.sql(safe, context);
  if (result === undefined) return undefined;
  return 'text' in result ? { sql: wrap(result), type, nullable, foldable } : result;
}

/** Parentheses unless the fragment is a plain call or name, so that it may be put anywhere. */
function wrap(value: Sql): Sql {
  return /^\w+(\([^()]*\))?$/.test(value.text) ? value : sql`(${value})`;
}

interface Called {
  readonly name: string;
  /** Of the result. */
  readonly type: KqlType;
  /** Of the finding where it cannot be translated. */
  readonly code: UnsupportedCode;
  readonly see: string;
}

export function callContext(node: Syntax, scope: Scope, { name, type, code, see }: Called): CallContext {
  const once = onceIn(scope);
  return {
    name,
    type,
    result: node.result,
    now: scope.query.now,
    once,
    asJson,
    convert: (expression, to) => convert(expression, to, once),
    rowOrder: scope.rows?.order ?? sql``,
    rowGroup: scope.rows?.group ?? sql``,
    refused: (refusal) => scope.query.unsupported({ ...refusal, node }),
    unsupported: (what) =>
      scope.query.unsupported({ code, message: `${name}() with ${what} is not supported.`, node, see }),
  };
}
