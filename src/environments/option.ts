// One option of a configuration file, described once: what it means, what may be written, what holds without it, and how it is read.
import {
  type ConfigNode,
  configError,
  countOf,
  expectKeys,
  field,
  filledField,
  itemsOf,
  nameOf,
  oneOf,
  requiredField,
  textOf,
  valueText,
} from './config-reader.ts';

/** What may be written for an option. The JSON schema and the reference page are made from it. */
export type Form =
  | { readonly kind: 'text' | 'switch' | 'words' }
  | { readonly kind: 'count'; readonly least: number }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'constant'; readonly value: string }
  | { readonly kind: 'list'; readonly each: Described }
  | MapForm
  | { readonly kind: 'either'; readonly of: readonly Described[] }
  /** A form that only one option has: its JSON schema, and words for people. */
  | { readonly kind: 'own'; readonly schema: Readonly<Record<string, unknown>>; readonly words: string };

export interface MapForm {
  readonly kind: 'map';
  readonly fields: Readonly<Record<string, DescribedField>>;
  /** So many keys at least. */
  readonly least?: number;
  /** The key may stand there with nothing below it. */
  readonly mayBeEmpty?: boolean;
}

export interface Described {
  /** What it means, in one sentence. */
  readonly about: string;
  readonly form: Form;
}

/** An option whose value is a T; `C` is what the reading has to know besides the file. */
export interface Option<T, C = unknown> extends Described {
  /** The value of a node. Throws a UserError with its place for one that is wrong. */
  readonly read: (node: ConfigNode, context: C) => T;
}

/** What holds where the key is absent. */
export type Absence =
  | { readonly kind: 'refused'; readonly hint: string }
  /** As if an empty map stood there: the defaults below it hold. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'default'; readonly value: unknown; readonly words?: string }
  /** No value; in words what that means. */
  | { readonly kind: 'nothing'; readonly words: string };

export interface DescribedField {
  readonly option: Described;
  readonly absence: Absence;
  /** Why the key must not stand there with nothing below it, where that would mean the opposite. */
  readonly filled?: string;
}

/** A key of a map that always has a value. */
export interface SureField<T, C = unknown> extends DescribedField {
  readonly option: Option<T, C>;
  readonly absence: Exclude<Absence, { readonly kind: 'nothing' }>;
}

/** A key of a map that may have no value. */
export interface OptionalField<T, C = unknown> extends DescribedField {
  readonly option: Option<T, C>;
  readonly absence: Extract<Absence, { readonly kind: 'nothing' }>;
}

/** A description of every key of T, with a value where T has one: the compiler compares the two. */
export type Fields<T, C = unknown> = {
  readonly [K in keyof T]-?: undefined extends T[K]
    ? OptionalField<Exclude<T[K], undefined>, C>
    : SureField<T[K], C>;
};

/** A key that must be there; `hint` is what to do when it is not. */
export function required<T, C>(hint: string, option: Option<T, C>): SureField<T, C> {
  return { option, absence: { kind: 'refused', hint } };
}

/** A key with a default; `words` say a default that cannot be printed as it is. */
export function withDefault<T, C>(value: NoInfer<T>, option: Option<T, C>, words?: string): SureField<T, C> {
  return { option, absence: { kind: 'default', value, ...(words === undefined ? {} : { words }) } };
}

/** A map that may be left out, as each of its keys may. */
export function withDefaults<T, C>(option: Option<T, C>): SureField<T, C> {
  return { option, absence: { kind: 'empty' } };
}

/** A key without which there is no value; `words` say what then holds. */
export function optional<T, C>(words: string, option: Option<T, C>): OptionalField<T, C> {
  return { option, absence: { kind: 'nothing', words } };
}

/** A key that may be left out and must not stand there empty. */
export function filled<F extends DescribedField>(hint: string, given: F): F {
  return { ...given, filled: hint };
}

interface About {
  readonly about: string;
}

/** A text; `must` is what else is asked of it. */
export function text(
  given: About & {
    readonly must?: { readonly match: RegExp; readonly words: string; readonly hint: string };
  },
): Option<string> {
  const { about, must } = given;
  const read = (node: ConfigNode) => {
    const value = textOf(node);
    if (must === undefined || must.match.test(value)) return value;
    throw configError(node, `${valueText(node)} is not ${must.words}`, { hint: must.hint });
  };
  return { about, form: { kind: 'text' }, read };
}

/** A whole number. */
export function count({ about, least }: About & { readonly least: number }): Option<number> {
  return { about, form: { kind: 'count', least }, read: (node) => countOf(node, least) };
}

/** true or false; the words in quotes count, as a variable gives them. */
export function onOff({ about }: About): Option<boolean> {
  const read = (node: ConfigNode) => {
    if (node.value === true || node.value === 'true') return true;
    if (node.value === false || node.value === 'false') return false;
    throw configError(node, `${nameOf(node)} must be true or false`, { hint: 'Write true or false.' });
  };
  return { about, form: { kind: 'switch' }, read };
}

/** One of these words. */
export function choice<T extends string>({ about, of }: About & { readonly of: readonly T[] }): Option<T> {
  return { about, form: { kind: 'choice', of }, read: (node) => oneOf(node, of) };
}

/** A list of options. */
export function list<T, C>({
  about,
  each,
}: About & { readonly each: Option<T, C> }): Option<readonly T[], C> {
  const read = (node: ConfigNode, context: C) => itemsOf(node).map((item) => each.read(item, context));
  return { about, form: { kind: 'list', each }, read };
}

/** A map with these keys and no others. */
export function map<T, C = unknown>(
  given: About & Omit<MapForm, 'kind' | 'fields'> & { readonly fields: Fields<T, C> },
): Option<T, C> {
  const { about, ...form } = given;
  const read = (node: ConfigNode, context: C) => {
    expectKeys(node, Object.keys(form.fields));
    return readFields(node, form.fields, context);
  };
  return { about, form: { kind: 'map', ...form }, read };
}

/** The option, read as something else. */
export function converted<T, U, C>(
  option: Option<T, C>,
  convert: (value: T, node: ConfigNode, context: C) => U,
): Option<U, C> {
  return { ...option, read: (node, context) => convert(option.read(node, context), node, context) };
}

/** The values of these keys of a map; keys without one are left out. */
export function readFields<T, C>(node: ConfigNode, fields: Fields<T, C>, context: C): T {
  const described = Object.entries<SureField<unknown, C> | OptionalField<unknown, C>>(fields);
  const values = described.map(([key, given]) => [key, readField(node, key, { ...given, context })] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as T;
}

function readField<C>(
  node: ConfigNode,
  key: string,
  given: (SureField<unknown, C> | OptionalField<unknown, C>) & { readonly context: C },
): unknown {
  const { option, absence, context } = given;
  const below = nodeUnder(node, key, given);
  if (below !== undefined) return option.read(below, context);
  if (absence.kind === 'empty')
    return option.read({ ...node, value: {}, path: [...node.path, key] }, context);
  return absence.kind === 'default' ? absence.value : undefined;
}

function nodeUnder(
  node: ConfigNode,
  key: string,
  { absence, filled }: DescribedField,
): ConfigNode | undefined {
  if (absence.kind === 'refused') return requiredField(node, key, absence.hint);
  return filled === undefined ? field(node, key) : filledField(node, key, filled);
}
