// Reads typed values out of a configuration file; a wrong one is a UserError that names file, line and column.
import type { ValuePath } from '../content/content-item.ts';
import { readTextFile } from '../content/files/text-file.ts';
import { parseYaml } from '../content/yaml/parse-yaml.ts';
import type { Diagnostic, Position } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { isJsonMap } from '../json/json.ts';
import { type ConfigArea, type EnvironmentCode, environmentError } from './codes.ts';

interface ConfigDocument {
  readonly area: ConfigArea;
  /** Relative to the project folder. */
  readonly file: string;
  /** Texts with variables as they are written, by `writtenKey` of their path. */
  readonly originals?: ReadonlyMap<string, string>;
  keyAt(path: ValuePath): Position;
  valueAt(path: ValuePath): Position;
  insideAt(path: ValuePath, offset: number): Position;
}

/** One value of a configuration file and where it stands. */
export interface ConfigNode {
  readonly value: unknown;
  readonly path: ValuePath;
  readonly document: ConfigDocument;
}

/** The top of the file; an empty file is an empty map. Throws a UserError when it is not readable or not YAML. */
export function readConfigFile(path: string, file: string, area: ConfigArea): ConfigNode {
  const read = readTextFile(path, file);
  if ('diagnostic' in read) throw userErrorOf(read.diagnostic);
  const { value, source, diagnostics } = parseYaml(read.text, { file });
  const error = diagnostics.find((diagnostic) => diagnostic.severity === 'error');
  if (error !== undefined) throw userErrorOf(error);
  return { value: value ?? {}, path: [], document: { area, file, ...source } };
}

/** A value that stands in no file: what holds where there is none. */
export function withoutFile(area: ConfigArea, value: unknown): ConfigNode {
  const start = () => ({ line: 1, column: 1 });
  return { value, path: [], document: { area, file: '', keyAt: start, valueAt: start, insideAt: start } };
}

function userErrorOf({ code, message, hint, file, line, column, see }: Diagnostic): UserError {
  return new UserError(message, { code, hint, file, line, column, see });
}

/** The key of a path in `written`. */
export function writtenKey(path: ValuePath): string {
  return JSON.stringify(path);
}

/** A value for messages: as it is written, since what a variable holds may be a secret. */
export function valueText(node: ConfigNode): string {
  return JSON.stringify(asWritten(node));
}

function asWritten({ value, path, document }: ConfigNode): unknown {
  const inside = (inner: unknown, key: string | number) =>
    asWritten({ value: inner, path: [...path, key], document });
  if (Array.isArray(value)) return value.map(inside);
  if (isJsonMap(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inside(inner, key)]));
  }
  return document.originals?.get(writtenKey(path)) ?? value;
}

export interface ConfigFault {
  readonly code?: EnvironmentCode;
  readonly hint?: string;
  /** Point at the key rather than the value. */
  readonly atKey?: boolean;
  readonly at?: Position;
}

/** The UserError for a value; the caller throws it. */
export function configError(node: ConfigNode, message: string, fault: ConfigFault = {}): UserError {
  const { document, path } = node;
  const { line, column } = fault.at ?? (fault.atKey ? document.keyAt(path) : document.valueAt(path));
  const code = fault.code ?? (`${document.area}/bad-value` as const);
  return environmentError(code, message, { hint: fault.hint, file: document.file, line, column });
}

/** `folders.tests`: a path for messages. */
export function nameOf(node: ConfigNode): string {
  return node.path.length === 0 ? 'The file' : `\`${node.path.join('.')}\``;
}

/** Checks that a node is a map with no keys but these. */
export function expectKeys(node: ConfigNode, known: readonly string[]): void {
  expectMap(node);
  for (const key of Object.keys(node.value as object)) {
    if (known.includes(key)) continue;
    const suggestion = didYouMean(key, known);
    const message = `${nameOf(child(node, key))} is not a known key`;
    const hint =
      suggestion === undefined ? `Use one of: ${known.join(', ')}.` : `Did you mean \`${suggestion}\`?`;
    throw configError(child(node, key), message, {
      code: `${node.document.area}/unknown-key`,
      hint,
      atKey: true,
    });
  }
}

function expectMap(node: ConfigNode): void {
  if (isJsonMap(node.value)) return;
  throw configError(node, `${nameOf(node)} must be a map of keys and values`, {
    hint: 'Write `key: value` lines.',
  });
}

/** The node under a key; undefined when the key is absent or has no value. */
export function field(node: ConfigNode, key: string): ConfigNode | undefined {
  const below = child(node, key);
  return below.value === undefined || below.value === null ? undefined : below;
}

/** A key that may be left out, and must not stand there empty: what is left of it would mean the opposite. */
export function filledField(node: ConfigNode, key: string, hint: string): ConfigNode | undefined {
  const below = child(node, key);
  if (below.value === undefined) return undefined;
  const isEmpty = below.value === null || (Array.isArray(below.value) && below.value.length === 0);
  if (isEmpty) throw configError(below, `${nameOf(below)} is empty`, { hint, atKey: true });
  return below;
}

export function requiredField(node: ConfigNode, key: string, hint: string): ConfigNode {
  const below = field(node, key);
  if (below !== undefined) return below;
  const message = `${nameOf(child(node, key))} is missing`;
  throw configError(node, message, { code: `${node.document.area}/missing-key`, hint, atKey: true });
}

/** The entries of a map whose keys the author chooses. */
export function entriesOf(node: ConfigNode): (readonly [string, ConfigNode])[] {
  expectMap(node);
  return Object.keys(node.value as object).map((key) => [key, child(node, key)] as const);
}

/** The items of a list. */
export function itemsOf(node: ConfigNode): ConfigNode[] {
  if (!Array.isArray(node.value)) {
    throw configError(node, `${nameOf(node)} must be a list`, { hint: 'Start each item with `- `.' });
  }
  return node.value.map((value, i) => ({ ...node, value, path: [...node.path, i] }));
}

export function textOf(node: ConfigNode): string {
  if (typeof node.value === 'string' && node.value.trim() !== '') return node.value.trim();
  throw configError(node, `${nameOf(node)} must be a text`, { hint: 'Write a text, in quotes if need be.' });
}

/** A whole number of at least `least`; digits in quotes count, as a variable gives them. */
export function countOf(node: ConfigNode, least: number): number {
  const number = typeof node.value === 'string' && /^\d+$/.test(node.value) ? Number(node.value) : node.value;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= least) return number;
  throw configError(node, `${nameOf(node)} must be a whole number`, { hint: `Write ${least} or more.` });
}

export function oneOf<T extends string>(node: ConfigNode, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === node.value);
  if (choice !== undefined) return choice;
  const suggestion = typeof node.value === 'string' ? didYouMean(node.value, choices) : undefined;
  const hint =
    suggestion === undefined ? `Use one of: ${choices.join(', ')}.` : `Did you mean \`${suggestion}\`?`;
  throw configError(node, `${nameOf(node)} cannot be ${valueText(node)}`, { hint });
}

function child(node: ConfigNode, key: string): ConfigNode {
  const map = node.value as Readonly<Record<string, unknown>>;
  const value = Object.hasOwn(map, key) ? map[key] : undefined;
  return { value, path: [...node.path, key], document: node.document };
}
