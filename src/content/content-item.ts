// What a content file is once it is read: a content item whose every value knows its file, line and column.
import type { Position } from '../diagnostics/diagnostic.ts';

const contentKinds = ['analytics-rule', 'parser', 'hunting-query'] as const;
/** The kinds of content, as commands and reports spell them. */
export type ContentKind = (typeof contentKinds)[number];

/** A path into the YAML document, in the canonical camelCase spelling: `['entityMappings', 0, 'entityType']`. */
export type ValuePath = readonly (string | number)[];

/** A path as one string, `entityMappings.0.entityType`: the key of `ContentItem.spelling`. */
export function pathKey(path: ValuePath): string {
  return path.join('.');
}

/** Positions of everything in one YAML file. Paths that are not in the file answer with the nearest parent that is. */
export interface SourceMap {
  /** Where the key of a map entry stands (for a sequence item: where the item starts). */
  keyAt(path: ValuePath): Position;
  /** Where the value starts. */
  valueAt(path: ValuePath): Position;
  /** Where the characters from `offset` up to `end` (UTF-16 units) of a string value stand, inside block scalars and quotes too. */
  insideAt(path: ValuePath, offset: number, end?: number): Position;
  /** The same for a 1-based line and column of the string value; a column beyond the line's end is its end. */
  insideAtLine(path: ValuePath, place: Position): Position;
}

/** One file of a content folder, unchanged Azure-Sentinel YAML. */
export interface ContentItem {
  readonly kind: ContentKind;
  /** The YAML `id`, lower case: the ARM resource name. Empty when the file has none and its kind gives it none (a check reports it). */
  readonly id: string;
  /** The display name. Empty when the file has none. */
  readonly name: string;
  /** Path relative to the project folder, with forward slashes. */
  readonly file: string;
  /** File name without extension: the folder name of the item's detection tests. */
  readonly slug: string;
  /** Parsed values under canonical camelCase keys at every level where the format defines keys. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Keys as the file spells them, for checks on unknown keys and spelling: `pathKey` of the canonical path -> spelling in the file. */
  readonly spelling: ReadonlyMap<string, string>;
  readonly source: SourceMap;
}
