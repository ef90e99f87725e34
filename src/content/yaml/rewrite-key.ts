// Replaces, adds or removes one top-level key of a YAML text; the lines around it are not touched.
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  Pair,
  parseDocument,
  Scalar,
  visit,
  YAMLMap,
} from 'yaml';
import { isJsonMap, isSameJson, own } from '../../json/json.ts';
import type { Fields } from '../model/field.ts';
import { canonicalKey, fieldOf, fileKeys } from '../model/fields.ts';
import { newDocument, newPair, textOptions, valueNode } from './yaml-text.ts';

export interface KeyEdit {
  /** The model of the file. */
  readonly fields: Fields;
  /** Top-level key in canonical spelling. */
  readonly key: string;
  /** Undefined removes the key. */
  readonly value: unknown;
  /** Keep comments and spelling of those parts of the old value that stay. */
  readonly keepNodes: boolean;
}

/** The text with the edit made; undefined when its top level is no block map that starts at the left margin. */
export function rewriteKey(text: string, edit: KeyEdit): string | undefined {
  const entries = entriesOf(text, edit.fields);
  if (entries === undefined) return undefined;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const entry = entries.find(({ key }) => key === edit.key);
  if (entry === undefined) {
    if (edit.value === undefined) return text;
    const at = placeFor(edit, entries);
    const before = text.slice(0, at);
    const lead = before === '' || before.endsWith('\n') ? '' : lineEnd;
    return (
      before + lead + lines(pairText(new Scalar(edit.key), nodeFor(edit), text), lineEnd) + text.slice(at)
    );
  }
  const [start, end] = [entry.start, entry.end];
  if (edit.value === undefined) return text.slice(0, start) + text.slice(end);
  const inline = edit.keepNodes ? inlineText(entry.pair.value, edit) : undefined;
  if (inline !== undefined) {
    const [from, to] = entry.pair.value!.range!;
    return text.slice(0, from) + inline + text.slice(to);
  }
  const isKept = edit.keepNodes && entry.pair.value !== null;
  const value = isKept
    ? patched(newDocument(), entry.pair.value as Node, edit.value, isBlock(edit))
    : nodeFor(edit);
  const spelling = new Scalar(entry.pair.key.source ?? edit.key);
  return text.slice(0, start) + lines(pairText(spelling, value, text), lineEnd) + text.slice(end);
}

interface Entry {
  readonly key: string;
  readonly pair: { readonly key: Scalar; readonly value: Node | null };
  /** From the start of the key's line to the start of the line after the value; comments in front of the next key are not part of it. */
  readonly start: number;
  readonly end: number;
}

function entriesOf(text: string, fields: Fields): Entry[] | undefined {
  const document = parseDocument(text, { keepSourceTokens: true, uniqueKeys: false });
  const { contents } = document;
  if (document.errors.length > 0 || !isMap(contents) || contents.flow === true) return undefined;
  // Text taken away may be what an alias stands for.
  let hasAlias = false;
  visit(document, {
    Alias() {
      hasAlias = true;
      return visit.BREAK;
    },
  });
  if (hasAlias) return undefined;
  const pairs = contents.items as unknown as { key: Scalar; value: Node | null }[];
  const starts = pairs.map(({ key }) => (isScalar(key) ? key.range?.[0] : undefined));
  if (starts.some((start) => start === undefined || (start > 0 && text[start - 1] !== '\n')))
    return undefined;
  return pairs.map((pair, i) => ({
    key: canonicalKey(fields, String(pair.key.value)),
    pair,
    start: starts[i]!,
    end: endOf(text, starts[i]!, starts[i + 1] ?? text.length),
  }));
}

/** Blank lines, comments at the margin and the marks of a document's end that follow a value stay where they are. */
function endOf(text: string, start: number, next: number): number {
  let end = next;
  while (end > start) {
    const line = text.lastIndexOf('\n', end - 2) + 1;
    if (line <= start || !/^(?:[ \t]*|#.*|\.\.\.[ \t]*)\r?\n?$/.test(text.slice(line, end))) return end;
    end = line;
  }
  return end;
}

/** Behind the nearest key that stands before it in the order of published files. */
function placeFor({ key, fields }: KeyEdit, entries: readonly Entry[]): number {
  const order = fileKeys(fields);
  const before = order.slice(0, Math.max(0, order.indexOf(key))).toReversed();
  const neighbour = before.map((name) => entries.find((entry) => entry.key === name)).find(Boolean);
  return neighbour?.end ?? entries[0]?.start ?? 0;
}

/** A value that stands on the key's line and can go on doing so: whatever follows it on the line stays. */
function inlineText(old: Node | null, { fields, key, value }: KeyEdit): string | undefined {
  if (!isScalar(old) || old.type === undefined || isBlockNode(old) || old.source?.includes('\n'))
    return undefined;
  if (old.range == null || old.range[0] === old.range[1] || old.anchor !== undefined) return undefined;
  const node = valueNode(newDocument(), value);
  if (!isScalar(node) || fieldOf(fields, key)?.block === 'always' || isBlockNode(node)) return undefined;
  const isQuoted = old.type === 'QUOTE_SINGLE' || old.type === 'QUOTE_DOUBLE';
  if (isQuoted && typeof value === 'string') node.type ??= old.type;
  const document = newDocument();
  document.contents = new YAMLMap();
  document.set('k', node);
  const text = document.toString(textOptions);
  return /^k: (.*)\n$/.exec(text)?.[1];
}

function isBlockNode(node: Scalar): boolean {
  return node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
}

function isBlock({ fields, key }: KeyEdit): boolean {
  return fieldOf(fields, key)?.block !== undefined;
}

function nodeFor(edit: KeyEdit): Node {
  return valueNode(newDocument(), edit.value, isBlock(edit));
}

function pairText(key: Scalar, value: Node, text: string): string {
  const document = newDocument();
  const map = new YAMLMap();
  map.add(new Pair(key, value));
  document.contents = map;
  return document.toString({ ...textOptions, ...styleOf(text) });
}

/** How the file indents lists and pads brackets, told from the first of each. */
function styleOf(text: string): { indentSeq: boolean; flowCollectionPadding: boolean } {
  return { indentSeq: !/^\S.*:[ \t]*\r?\n- /m.test(text), flowCollectionPadding: !/[[{]\S/.test(text) };
}

function lines(text: string, lineEnd: string): string {
  return lineEnd === '\n' ? text : text.replaceAll('\n', lineEnd);
}

/**
 * The old node with the new value in it: parts that are equal stay as they are spelt, with their comments.
 */
function patched(document: Document, node: Node, value: unknown, isBlock = false): Node {
  if (isMap(node) && isJsonMap(value)) {
    node.items = node.items.filter((pair) => own(value, keyName(pair.key)) !== undefined);
    const pairs = new Map(node.items.map((pair) => [keyName(pair.key), pair]));
    for (const [name, inner] of Object.entries(value)) {
      const pair = pairs.get(name);
      if (pair === undefined) node.items.push(newPair(document, name, inner));
      else if (pair.value === null) pair.value = valueNode(document, inner);
      else pair.value = patched(document, pair.value as Node, inner);
    }
    return node;
  }
  if (isSeq(node) && Array.isArray(value)) {
    const items = (node.items as Node[]).filter((item) =>
      value.some((one) => isSameJson(one, item.toJSON())),
    );
    const added = value.filter((one) => !items.some((item) => isSameJson(one, item.toJSON())));
    node.items = [...items, ...added.map((one) => valueNode(document, one))];
    return node;
  }
  if (isScalar(node) && isSameJson(node.value, value)) return node;
  const fresh = valueNode(document, value, isBlock);
  if (isScalar(node) && isScalar(fresh)) {
    fresh.comment = node.comment ?? null;
    fresh.commentBefore = node.commentBefore ?? null;
  }
  return fresh;
}

function keyName(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}
