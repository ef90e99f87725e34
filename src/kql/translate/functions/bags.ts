// Functions over property bags.

import { type Expression, knownJson, knownString, valueSql } from '../expression.ts';
import { listSql, type Sql, sql, textSql } from '../sql.ts';
import type { Args, One, Three, Two } from './arguments.ts';
import { itemOf, itemsOf, named, shaped, textArgument, textsOf } from './array-shape.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';
import { keyPath, pathOf, type Step } from './json-path.ts';
import { nativeCall, nativeText } from './native-call.ts';

/** Keys and values of a bag as a list of entries; NULL when the value is no bag. */
export function entriesOf(bag: Expression, context: CallContext): Sql {
  const json = context.once(context.asJson(bag)).sql;
  const pairs = sql`list_zip(json_keys(${json})::varchar[], json_extract(${json}, '$.*')::json[])`;
  return sql`(case when json_type(${json}) = 'OBJECT' then list_transform(${pairs}, lambda p: {k: p[1], v: p[2]}) end)`;
}

/** A bag of entries, written as JSON text. */
export function bagOf(entries: Sql): Sql {
  const members = sql`list_transform(${entries}, lambda e: to_json(e.k)::varchar || ':' || coalesce(e.v::varchar, 'null'))`;
  return sql`('{' || array_to_string(${members}, ',') || '}')::json`;
}

function bag(value: Sql, args: Args): Expression {
  return { sql: value, type: 'dynamic', nullable: true, foldable: args.every((arg) => arg.foldable) };
}

/** Keys and values in turn. */
function bag_pack(args: Args, context: CallContext): Expression {
  const parts = args.map((arg, i) => (i % 2 === 0 ? textArgument(arg, context) : itemOf(arg, context)));
  const [keys, duplicate] = [args.filter((_, i) => i % 2 === 0).map(knownString), new Set<string>()];
  const repeated = keys.some((key) => key === undefined || duplicate.has(key) || !duplicate.add(key));
  if (!repeated || args.length <= 2)
    return { ...bag(sql`json_object(${listSql(parts)})`, args), nullable: false };
  const entries = keys.map((_, i) => sql`{k: ${parts[2 * i]!}, v: ${parts[2 * i + 1]!}}`);
  return {
    ...bag(bagOf(firstOfEach(named(sql`[${listSql(entries)}]`, args, context))), args),
    nullable: false,
  };
}

/** One entry a key: the first that came. */
export function firstOfEach(entries: Sql): Sql {
  const keys = sql`list_transform(${entries}, lambda e: e.k)`;
  return sql`list_filter(${entries}, lambda e, i: list_position(${keys}, e.k) = i)`;
}

/** The leftmost bag wins where keys meet; what is no bag adds nothing. */
function bag_merge(args: Args, context: CallContext): Expression {
  const lists = args.map((arg) => entriesOf(arg, context));
  const isBag = args.map((arg) => sql`${entriesOf(arg, context)} is not null`);
  const any = isBag.reduce((all, one) => sql`${all} or ${one}`);
  const all = named(sql`flatten([${listSql(lists)}])`, args, context);
  return bag(sql`(case when ${any} then ${bagOf(firstOfEach(all))} end)`, args);
}

function bag_keys([value]: One, context: CallContext): Expression | undefined {
  const json = context.once(context.asJson(value)).sql;
  return shaped(
    sql`(case when json_type(${json}) = 'OBJECT' then json_keys(${json})::varchar[] end)`,
    'string',
    [value],
  );
}

function bag_has_key([value, key]: Two, context: CallContext): Sql | undefined {
  const json = context.once(context.asJson(value)).sql;
  const isBag = (test: Sql) => sql`(case when json_type(${json}) = 'OBJECT' then ${test} end)`;
  const known = knownString(context.convert(key, 'string'));
  if (known === undefined) {
    const name = context.once(context.convert(key, 'string')).sql;
    const has = sql`list_contains(json_keys(${json}), ${name})`;
    return isBag(
      sql`case when ${isPath(name)} then ${nativeText('bag_has_key', [value, key], context).sql}::boolean else ${has} end`,
    );
  }
  const steps = known.startsWith('$') ? pathOf(known) : [known];
  if (steps === undefined) return context.unsupported(`the path '${known}'`);
  if (typeof steps[0] === 'string' && steps.length === 1)
    return isBag(sql`list_contains(json_keys(${json}), ${textSql(steps[0])})`);
  return isBag(sql`json_exists(${json}, ${keyPath(steps)})`);
}

const isPath = (key: Sql) => sql`starts_with(${key}, '$')`;

/** Removing a key at any depth is merging a bag that holds null there. */
function removal(steps: readonly Step[]): unknown {
  return steps.reduceRight<unknown>((inner, step) => ({ [String(step)]: inner }), null);
}

function bag_remove_keys([value, keys]: Two, context: CallContext): Expression | undefined {
  const entries = entriesOf(value, context);
  const known = knownJson(keys);
  if (!Array.isArray(known)) {
    const names = named(textsOf(keys, context), [keys], context);
    const kept = bagOf(
      sql`list_filter(${entries}, lambda e: not coalesce(list_contains(${names}, e.k), false))`,
    );
    const paths = sql`len(list_filter(${names}, lambda n: ${isPath(sql`n`)})) > 0`;
    return bag(
      sql`(case when ${paths} then ${nativeCall('bag_remove_keys', [value, keys], context).sql} else ${kept} end)`,
      [value, keys],
    );
  }
  const names = known.map(String).filter((name) => !name.startsWith('$'));
  const paths = known
    .map(String)
    .filter((name) => name.startsWith('$'))
    .map(pathOf);
  const kept =
    names.length === 0
      ? entries
      : sql`list_filter(${entries}, lambda e: e.k not in (${listSql(names.map(textSql))}))`;
  let result = bagOf(kept);
  for (const steps of paths) {
    if (steps === undefined || steps.some((step) => typeof step === 'number'))
      return context.unsupported('a path into an array');
    const inside = sql`json_exists(${context.asJson(value).sql}, ${keyPath(steps)})`;
    result = sql`(case when ${inside} then json_merge_patch(${result}, ${textSql(JSON.stringify(removal(steps)))}::json) else ${result} end)`;
  }
  return bag(result, [value, keys]);
}

function bag_set_key([value, key, item]: Three, context: CallContext): Expression | undefined {
  const known = knownString(key);
  const steps = known === undefined ? undefined : known.startsWith('$') ? pathOf(known) : [known];
  const args = [value, key, item];
  if (known?.startsWith('$') && (steps === undefined || steps.some((step) => typeof step === 'number')))
    return context.unsupported(`the path '${known}'`);
  if (steps !== undefined && steps.length > 1) return nativeCall('bag_set_key', args, context);
  const name = steps === undefined ? valueSql(key) : textSql(String(steps[0]));
  const entries = entriesOf(value, context);
  const others = sql`list_filter(${entries}, lambda e: e.k <> ${name})`;
  const added = sql`list_append(${others}, {k: ${name}, v: ${itemOf(item, context)}})`;
  const plain = sql`case when ${entries} is not null then ${bagOf(added)} end`;
  if (steps !== undefined) return bag(sql`(${plain})`, args);
  const byPath = nativeCall('bag_set_key', args, context).sql;
  return bag(sql`(case when ${isPath(name)} then ${byPath} else ${plain} end)`, args);
}

/** Keys without a value are null, values without a key are left out, and so are keys that are no strings. */
function bag_zip([keys, values]: Two, context: CallContext): Expression | undefined {
  const names = named(itemsOf(keys, context), [keys], context);
  const items = named(itemsOf(values, context), [values], context);
  const places = sql`list_filter(range(1, len(${names}) + 1), lambda i: json_type((${names})[i]) = 'VARCHAR')`;
  const entries = sql`list_transform(${places}, lambda i: {k: (${names})[i] ->> '$', v: coalesce((${items})[i], 'null'::json)})`;
  const kept = firstOfEach(named(entries, [keys, values], context));
  return bag(sql`(case when ${names} is not null then ${bagOf(kept)} end)`, [keys, values]);
}

const pack = { sql: bag_pack, see: 'pack-function' } satisfies FunctionEntry;

export const bags = {
  bag_has_key: { sql: bag_has_key, nullable: true, see: 'bag-has-key-function' },
  bag_keys: { sql: bag_keys, see: 'bag-keys-function' },
  bag_merge: { sql: bag_merge, see: 'bag-merge-function' },
  bag_pack: pack,
  bag_remove_keys: { sql: bag_remove_keys, see: 'bag-remove-keys-function' },
  bag_set_key: { sql: bag_set_key, see: 'bag-set-key-function' },
  bag_zip: { sql: bag_zip, see: 'bag-zip-function' },
  pack,
  pack_dictionary: pack,
} satisfies Record<string, FunctionEntry>;
