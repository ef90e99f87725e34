// Reads a body against a table of fields, as the service's own model does: types, required fields, what is dropped.
import { isJsonMap } from '../json/json.ts';

interface Flags {
  readonly required?: true;
  /** Known to preview api-versions only. */
  readonly preview?: true;
  /** Owned by the service. */
  readonly readOnly?: true;
  /** Returned as null when absent, as the published examples show. */
  readonly nullWhenAbsent?: true;
}

type ScalarField = Flags &
  (
    | { readonly type: 'any' | 'boolean' | 'integer' | 'duration' | 'map' }
    | { readonly type: 'string' | 'strings'; readonly oneOf?: readonly string[] }
  );
type NestedField = Flags & { readonly type: 'object' | 'objects'; readonly fields: Fields };
export type Field = ScalarField | NestedField;
export type Fields = Readonly<Record<string, Field>>;

export interface ShapeOptions {
  readonly preview: boolean;
  readonly unknown: 'dropped' | 'kept' | 'refused';
  readonly readOnly: 'refused' | 'ignored';
}

type Values = Record<string, unknown>;

/** What the model makes of a body; `problem` is the first thing it cannot read. */
export type Shaped =
  | { readonly ok: true; readonly value: Values }
  | { readonly ok: false; readonly problem: string };

/** Reads `body` against `fields`; `path` names the object in problems (`properties.entityMappings[0]`). */
export function shapeOf(fields: Fields, body: unknown, path: string, options: ShapeOptions): Shaped {
  if (!isJsonMap(body)) {
    return { ok: false, problem: `'${path}' must be an object` };
  }
  // Without a prototype: the body may have a property `__proto__`.
  const value: Values = Object.create(null);
  for (const [name, given] of Object.entries(body)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined || (field.preview && !options.preview)) {
      if (options.unknown === 'refused') {
        return { ok: false, problem: `Could not find member '${name}' in '${path}'` };
      }
      if (options.unknown === 'kept') value[name] = given;
      continue;
    }
    if (given === null || given === undefined) continue;
    if (field.readOnly) {
      if (options.readOnly === 'ignored') continue;
      return { ok: false, problem: `Read-only property '${name}' cannot be assigned` };
    }
    const read = readField(field, given, `${path}.${name}`, options);
    if (!read.ok) return read;
    value[name] = read.value['it'];
  }
  return missingOf(fields, value) ?? { ok: true, value };
}

function missingOf(fields: Fields, value: Values): Shaped | undefined {
  const missing = Object.keys(fields).find((name) => fields[name]!.required && value[name] === undefined);
  if (missing !== undefined) return { ok: false, problem: `Required property '${missing}' not found` };
  for (const [name, field] of Object.entries(fields)) {
    if (field.nullWhenAbsent && value[name] === undefined) value[name] = null;
  }
  return undefined;
}

/** The answer's `it` is the value read. */
function readField(field: Field, given: unknown, path: string, options: ShapeOptions): Shaped {
  if (!('fields' in field)) {
    const wrong = scalarProblem(field, given);
    return wrong === undefined ? { ok: true, value: { it: given } } : wrongType(given, path, wrong);
  }
  if (field.type === 'object') {
    const inner = shapeOf(field.fields, given, path, options);
    return inner.ok ? { ok: true, value: { it: inner.value } } : inner;
  }
  if (!Array.isArray(given)) return wrongType(given, path, 'an array');
  const items: Values[] = [];
  for (const [index, item] of given.entries()) {
    const inner = shapeOf(field.fields, item, `${path}[${index}]`, options);
    if (!inner.ok) return inner;
    items.push(inner.value);
  }
  return { ok: true, value: { it: items } };
}

function scalarProblem(field: ScalarField, given: unknown): string | undefined {
  switch (field.type) {
    case 'any':
      return undefined;
    case 'boolean':
      return typeof given === 'boolean' ? undefined : 'a boolean';
    case 'integer':
      return Number.isInteger(given) && Math.abs(given as number) <= 2 ** 31 - 1 ? undefined : 'an integer';
    case 'duration':
      return durationMs(given) === undefined ? 'an ISO 8601 duration' : undefined;
    case 'map':
      return isStringMap(given) ? undefined : 'an object of strings';
    case 'string':
      return typeof given === 'string' && allowed(field.oneOf, given) ? undefined : expected(field.oneOf);
    case 'strings':
      return Array.isArray(given) &&
        given.every((item) => typeof item === 'string' && allowed(field.oneOf, item))
        ? undefined
        : `an array of ${field.oneOf ? expected(field.oneOf) : 'strings'}`;
  }
}

const allowed = (oneOf: readonly string[] | undefined, value: string) => oneOf?.includes(value) ?? true;
const expected = (oneOf: readonly string[] | undefined) =>
  oneOf === undefined ? 'a string' : `one of ${oneOf.join(', ')}`;

function isStringMap(given: unknown): boolean {
  return isJsonMap(given) && Object.values(given).every((value) => typeof value === 'string');
}

function wrongType(given: unknown, path: string, wanted: string): Shaped {
  return {
    ok: false,
    problem: `Error converting value ${JSON.stringify(given)} of '${path}': it must be ${wanted}`,
  };
}

const durationForm = /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Milliseconds of an ISO 8601 duration of days, hours, minutes and seconds; undefined when it is none. */
export function durationMs(text: unknown): number | undefined {
  const parts = typeof text === 'string' ? durationForm.exec(text) : null;
  if (parts === null) return undefined;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = parts;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000;
}

/** What an api-version shows of stored values: a stable one does not know the preview fields. */
export function visibleTo(preview: boolean, fields: Fields, value: Readonly<Values>): Values {
  if (preview) return { ...value };
  return Object.fromEntries(Object.entries(value).filter(([name]) => !fields[name]?.preview));
}
