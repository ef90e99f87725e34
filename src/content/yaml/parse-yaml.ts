// Parses one YAML text into plain values under canonical keys, with a position for every value, within fixed limits.
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type Scalar,
} from 'yaml';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { ContentCode } from '../codes.ts';
import { pathKey, type SourceMap, type ValuePath } from '../content-item.ts';
import { fileDiagnostic } from '../files/file-diagnostic.ts';
import type { Field, Fields } from '../model/field.ts';
import { canonicalKey, fieldOf } from '../model/fields.ts';
import type { ScalarToken } from './scalar-offsets.ts';
import { createSourceIndex, type Extent, positionFinder, type SourceIndex } from './source-map.ts';
import { yamlDiagnostic } from './yaml-errors.ts';

/** Above any real content item, below what a hostile file needs to hurt. */
const yamlLimits = { aliases: 100, values: 50_000, depth: 64 } as const;

export interface ParsedYaml {
  /** Undefined when an error stands among the diagnostics, or the document is empty. */
  readonly value: unknown;
  readonly source: SourceMap;
  /** Canonical path (`pathKey`) -> the key as the file spells it. */
  readonly spelling: ReadonlyMap<string, string>;
  /** At most one error, and any warnings. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface YamlOptions {
  /** File name for diagnostics, relative to the project. */
  readonly file: string;
  /** Fields of the format: their keys are brought to their canonical spelling. Without them, keys stay as they are. */
  readonly fields?: Fields;
}

/** Parses `text` (no BOM). Never throws on bad input: what is wrong comes back as diagnostics. */
export function parseYaml(text: string, options: YamlOptions): ParsedYaml {
  const index = createSourceIndex(text);
  const positionOf = positionFinder(text);
  const empty = { value: undefined, source: index.map, spelling: new Map<string, string>() };
  const document = parseWithinLimits(text);
  if (document === undefined) {
    const tooDeep = fileDiagnostic('content/too-deep', 'The file is nested too deeply to be read', {
      file: options.file,
    });
    return { ...empty, diagnostics: [tooDeep] };
  }
  const [error] = document.errors;
  if (error !== undefined) {
    return { ...empty, diagnostics: [yamlDiagnostic(error, options.file, positionOf)] };
  }
  const warnings = document.warnings.map((warning) => yamlDiagnostic(warning, options.file, positionOf));
  const reader = createNodeReader(document, index);
  try {
    const value = reader.read(document.contents, [], { type: 'map', fields: options.fields ?? {} });
    return { value, source: index.map, spelling: reader.spelling, diagnostics: warnings };
  } catch (thrown) {
    if (!(thrown instanceof BadNode)) throw thrown;
    const at = positionOf(thrown.extent.start, thrown.extent.end);
    const diagnostic = fileDiagnostic(thrown.code, thrown.message, { file: options.file, at });
    return { ...empty, diagnostics: [...warnings, diagnostic] };
  }
}

/** Undefined when the parser ran out of stack. Keys are compared by the reader: the parser's way is quadratic. */
function parseWithinLimits(text: string): Document.Parsed | undefined {
  try {
    return parseDocument(text, { keepSourceTokens: true, prettyErrors: false, uniqueKeys: false });
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}

/** Stops the reading of one document; never leaves this file. */
class BadNode extends Error {
  readonly code: ContentCode;
  readonly extent: Extent;

  constructor(code: ContentCode, message: string, start: number, end = start) {
    super(message);
    this.code = code;
    this.extent = { start, end };
  }
}

type Shape = Pick<Field, 'type' | 'fields' | 'asWritten'>;

interface NodeReader {
  readonly spelling: ReadonlyMap<string, string>;
  /** The plain value of a node; its positions go into the index under `path`. Throws a BadNode. */
  read(node: Node | null, path: ValuePath, field: Shape | undefined, key?: Extent): unknown;
}

function createNodeReader(document: Document, index: SourceIndex): NodeReader {
  const spelling = new Map<string, string>();
  const resolve = aliasResolver(document);
  const count = valueCounter();

  const read: NodeReader['read'] = (node, path, field, keyExtent) => {
    const value = extentOf(node) ?? keyExtent ?? { start: 0, end: 0 };
    const key = keyExtent ?? value;
    count(path, value.start);
    if (isAlias(node)) {
      const target = resolve(node, value.start);
      const meant = read(target, path, field, key);
      index.set(path, { key, value, text: textOf(target) });
      return meant;
    }
    index.set(path, { key, value, text: textOf(node) });
    if (isMap(node)) return readMap(node.items, path, field);
    if (isSeq(node)) {
      const each = field?.type === 'maps' ? ({ ...field, type: 'map' } as const) : undefined;
      return node.items.map((item, i) => read(item as Node | null, [...path, i], each));
    }
    if (!isScalar(node)) return null;
    return field?.asWritten === true ? (plainText(node) ?? node.value) : node.value;
  };

  const readMap = (items: readonly MapEntry[], path: ValuePath, field: Shape | undefined) => {
    const fields = field?.type === 'map' ? field.fields : undefined;
    const result: Record<string, unknown> = {};
    for (const item of items) {
      const keyNode = item.key as Node | null;
      const at = extentOf(keyNode) ?? { start: 0, end: 0 };
      const spelt = keyText(isAlias(keyNode) ? resolve(keyNode, at.start) : keyNode, at.start);
      const key = canonicalKey(fields, spelt);
      const below = [...path, key];
      if (Object.hasOwn(result, key)) throw duplicateKey(spelling.get(pathKey(below)), spelt, at);
      spelling.set(pathKey(below), spelt);
      const value = read(item.value as Node | null, below, fieldOf(fields, key), at);
      // Not an assignment: the key may be `__proto__`.
      Object.defineProperty(result, key, { value, enumerable: true, writable: true, configurable: true });
    }
    return result;
  };

  return { spelling, read };
}

interface MapEntry {
  readonly key: unknown;
  readonly value: unknown;
}

function duplicateKey(first: string | undefined, second: string, { start, end }: Extent): BadNode {
  const message =
    first === second ? `\`${second}\` is given twice` : `\`${first}\` and \`${second}\` are the same key`;
  return new BadNode('content/duplicate-key', message, start, end);
}

/** The text of a number, true or false, as the file has it. */
function plainText({ value, source }: Scalar): string | undefined {
  return typeof value === 'number' || typeof value === 'boolean' ? source : undefined;
}

function keyText(node: Node | null, offset: number): string {
  if (isScalar(node) && node.value !== null && node.value !== '') {
    return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
  }
  throw new BadNode('content/bad-key', 'A key is empty, a list or a map', offset);
}

function aliasResolver(document: Document): (alias: Alias, offset: number) => Node {
  let followed = 0;
  return (alias, offset) => {
    if (++followed > yamlLimits.aliases) {
      const message = `The file follows over ${yamlLimits.aliases} aliases`;
      throw new BadNode('content/too-many-values', message, offset);
    }
    const target = alias.resolve(document);
    if (target === undefined) throw new BadNode('content/yaml-syntax', 'An alias has no anchor', offset);
    return target;
  };
}

function valueCounter(): (path: ValuePath, offset: number) => void {
  let values = 0;
  return (path, offset) => {
    if (path.length > yamlLimits.depth) {
      const message = `Values are nested over ${yamlLimits.depth} levels deep`;
      throw new BadNode('content/too-deep', message, offset);
    }
    if (++values > yamlLimits.values) {
      const message = `The file holds over ${yamlLimits.values} values`;
      throw new BadNode('content/too-many-values', message, offset);
    }
  };
}

/** Of one value from its first character to its last; of a map or a list, which others are in, its start alone. */
function extentOf(node: Node | null): Extent | undefined {
  if (!node?.range) return undefined;
  const [start, end] = node.range;
  return { start, end: isScalar(node) || isAlias(node) ? end : start };
}

function textOf(node: Node | null): { token: ScalarToken; decoded: string } | undefined {
  if (!isScalar(node) || typeof node.value !== 'string') return undefined;
  const token = (node as Scalar & { srcToken?: { type: string } }).srcToken;
  return token === undefined ? undefined : { token: token as ScalarToken, decoded: node.value };
}
