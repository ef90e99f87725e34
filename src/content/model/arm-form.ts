// The values of a content file as ARM has them, and back.

import { isJsonMap, type JsonMap, stableJson, withoutEmpty } from '../../json/json.ts';
import { shortDuration, toIsoDuration } from '../duration.ts';
import { normaliseText } from '../text.ts';
import { changeFields } from './change-fields.ts';
import type { Field, Fields } from './field.ts';
import { armFields, armPaths, fileKeys, identityOf } from './fields.ts';
import { joinTechniques, statedTechniques } from './techniques.ts';
import { armWord, fileWord } from './words.ts';

/** A value as ARM spells it: durations in ISO 8601, words of closed lists officially. Anything else stays, for ARM to refuse. */
export function armForm(value: unknown, field: Field): unknown {
  if (field.type === 'duration') return toIsoDuration(value);
  if (field.type !== 'techniques' && field.words === undefined) return value;
  return eachText(value, (text) => armWord(field, text));
}

/** A value as files have it: durations and operators short, `\n` line ends and no blank end. */
function fileForm(value: unknown, field: Field): unknown {
  if (field.type === 'duration') return shortDuration(value);
  if (field.compare === 'text') return normaliseText(value);
  return field.shortWords === undefined ? value : eachText(value, (text) => fileWord(field, text));
}

/** A value in the form in which file and workspace are compared, before what is empty is dropped. */
export function comparedForm(value: unknown, field: Field): unknown {
  const spelled = armForm(value, field);
  return field.compare === 'text' ? normaliseText(spelled) : spelled;
}

/** A list without order sorted, each item once; of items that can be told apart only what is known of them. */
export function comparedList(value: unknown, field: Field): unknown {
  if (!Array.isArray(value)) return value;
  const { fields = {} } = field;
  const isKnown = identityOf(field) === undefined ? () => true : (key: string) => Object.hasOwn(fields, key);
  const items = value.map((item: unknown) =>
    isJsonMap(item) ? Object.fromEntries(Object.entries(item).filter(([key]) => isKnown(key))) : item,
  );
  if (field.compare !== 'set') return items;
  const byText = new Map(items.map((item) => [stableJson(item), item]));
  return [...byText.keys()].sort().map((text) => byText.get(text));
}

type IsSent = (field: Field) => boolean;

/** ARM path -> value, of every field that a file states and `isSent` lets through; techniques stand last. */
export function armValues(values: JsonMap, fields: Fields, isSent: IsSent = () => true): JsonMap {
  const sent = fileKeys(fields).filter((key) => isSent(fields[key]!));
  const isSplit = (key: string) => fields[key]!.type === 'techniques';
  const pathsOf = (key: string) => armPaths(key, fields[key]!);
  const stated = sent
    .filter((key) => !isSplit(key))
    .flatMap((key) => {
      const value = withoutNulls(values[key]);
      return value === undefined ? [] : pathsOf(key).map((path) => [path, value] as const);
    });
  const paths = sent.filter(isSplit).flatMap(pathsOf);
  const split = paths.length === 0 ? undefined : statedTechniques(values);
  const ofTechniques =
    split === undefined ? [] : paths.map((path) => [path, split[listNameOf(path)]] as const);
  const all = Object.fromEntries([...stated, ...ofTechniques]);
  return changeFields(all, armFields(fields), armForm);
}

/** What a file says to get these values, by ARM path: nothing null or empty, everything in its short form. */
export function fileValues(properties: JsonMap, fields: Fields, isSent: IsSent = () => true): JsonMap {
  const short = changeFields(properties, armFields(fields), fileForm);
  const entries = fileKeys(fields).flatMap((key) => {
    const field = fields[key]!;
    const paths = isSent(field) ? armPaths(key, field) : [];
    const [first, second] = paths.map((path) => short[path]);
    const isTechniques = field.type === 'techniques' && paths.length > 0;
    const value = withoutEmpty(isTechniques ? joinTechniques(asList(first), asList(second)) : first);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}

const listNameOf = (path: string) => (path.endsWith('subTechniques') ? 'subTechniques' : 'techniques');

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A key with nothing after it states nothing: null is absent, at every depth of a map. */
function withoutNulls(value: unknown): unknown {
  if (value === null) return undefined;
  if (!isJsonMap(value)) return value;
  const stated = Object.entries(value)
    .map(([key, inner]) => [key, withoutNulls(inner)] as const)
    .filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(stated);
}

function eachText(value: unknown, change: (text: string) => string): unknown {
  if (Array.isArray(value)) return value.map((inner) => eachText(inner, change));
  return typeof value === 'string' ? change(value) : value;
}
