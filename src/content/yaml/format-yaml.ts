// Lays a YAML text out the one way content files are written: keys in order, two blanks a level; comments and quotes stay as they are.
import {
  type Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Parser,
  parseDocument,
  type Scalar,
  type ScalarTag,
  type Tags,
  type ToStringOptions,
  visit,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import type { Field, Fields } from '../model/field.ts';
import { canonicalKey, fieldOf, fileKeys } from '../model/fields.ts';
import { textOptions, valueNode } from './yaml-text.ts';

export interface YamlLayout {
  /** Fields of the format: their keys are put in the order of published files. Without them, keys stay where they are. */
  readonly fields?: Fields | undefined;
  /** Top-level key in canonical spelling -> the text that takes the place of its value, as a literal block. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** Where a text that stood on several lines without being a literal block is broken again. */
const wrapAt = 80;

/** Folded blocks stay folded. */
const layoutOptions = { ...textOptions, blockQuote: true } as const satisfies ToStringOptions;

/** The text laid out, with `\n` at the end of lines. `text` is one YAML document without errors and without byte order mark. */
export function formatYaml(text: string, { fields = {}, texts = {} }: YamlLayout): string {
  const customTags = (tags: Tags): Tags => tags.map((tag) => (isScalarTag(tag) ? asWritten(tag, text) : tag));
  const document = parseDocument(text, { customTags, uniqueKeys: false });
  if (isMap(document.contents)) {
    for (const pair of pairsOf(document.contents)) setText(document, pair, { fields, texts });
  }
  // A key must not move in front of the anchor that its value stands for.
  if (!hasAlias(document)) {
    const first = firstKey(document);
    order(document.contents, { type: 'map', fields });
    keepHead(first, firstKey(document));
  }
  layBracketsOut(document, text);
  return document.toString(layoutOptions);
}

/** The comments of a text, sorted: what must still be there when keys have moved. */
export function commentsOf(text: string): readonly string[] {
  const comments: string[] = [];
  const collect = (token: unknown): void => {
    if (typeof token !== 'object' || token === null) return;
    const { type, source } = token as { readonly type?: unknown; readonly source?: unknown };
    if (type === 'comment' && typeof source === 'string') comments.push(source.trimEnd());
    for (const part of Object.values(token)) collect(part);
  };
  for (const token of new Parser().parse(text)) collect(token);
  return comments.sort();
}

type KeyPair = Pair<Node, Node | null>;

/** Every key of what was parsed is a node. */
const pairsOf = (map: YAMLMap) => map.items as KeyPair[];

const nameOf = ({ key }: KeyPair, fields: Fields) =>
  canonicalKey(fields, isScalar(key) ? String(key.value) : '');

function setText(document: Document, pair: KeyPair, { fields, texts }: Required<YamlLayout>): void {
  const text = texts[nameOf(pair, fields ?? {})];
  if (text === undefined) return;
  const node = valueNode(document, text, true);
  node.comment = pair.value?.comment ?? null;
  node.commentBefore = pair.value?.commentBefore ?? null;
  pair.value = node;
}

/** At every level the format defines; keys it does not know stay behind the others, as they were. */
function order(node: unknown, field: Pick<Field, 'type' | 'fields'> | undefined): void {
  if (isSeq(node)) for (const item of node.items) order(item, field);
  if (!isMap(node) || field?.fields === undefined) return;
  const { fields } = field;
  const known = fileKeys(fields);
  const placeOf = (pair: KeyPair) => {
    const place = known.indexOf(nameOf(pair, fields));
    return place === -1 ? known.length : place;
  };
  const pairs = pairsOf(node);
  for (const pair of pairs) order(pair.value, fieldOf(fields, nameOf(pair, fields)));
  node.items = pairs.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function firstKey({ contents }: Document): Node | undefined {
  return isMap(contents) ? pairsOf(contents)[0]?.key : undefined;
}

/** A comment at the head of a file is about the file, and stays there when the first key moves. */
function keepHead(before: Node | undefined, after: Node | undefined): void {
  if (before === undefined || after === undefined || before === after || before.commentBefore == null) return;
  after.commentBefore = [before.commentBefore, after.commentBefore].filter((one) => one != null).join('\n');
  before.commentBefore = null;
}

function hasAlias(document: Document): boolean {
  let found = false;
  visit(document, {
    Alias() {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

/** Brackets that close on another line become one entry a line; others stay on theirs, as `[a, b]` and `{ a: 1 }`. */
function layBracketsOut(document: Document, text: string): void {
  visit(document, (_, node) => {
    if (!isCollection(node) || node.flow !== true) return;
    if (node.items.length > 0 && isOnLines(node, text)) node.flow = false;
    else padAlone(node);
  });
}

/** The writer pads all brackets or none. */
function padAlone(node: YAMLMap | YAMLSeq): void {
  const flowCollectionPadding = node instanceof YAMLSeq ? '' : ' ';
  const write = (node instanceof YAMLSeq ? YAMLSeq.prototype : YAMLMap.prototype).toString;
  node.toString = (context, ...rest) =>
    write.call(node, context && { ...context, flowCollectionPadding }, ...rest);
}

function isOnLines(node: unknown, text: string): boolean {
  const { range } = node as Node;
  return range != null && text.slice(range[0], range[1]).trimEnd().includes('\n');
}

function isScalarTag(tag: Tags[number]): tag is ScalarTag {
  return typeof tag === 'object' && tag.collection === undefined;
}

/** What stands on one line is spelt as it was (`007`, `"a\x20b"`); other texts stay on one line unless they stood on several. */
function asWritten(tag: ScalarTag, text: string): ScalarTag {
  const { stringify } = tag;
  if (stringify === undefined) return tag;
  return {
    ...tag,
    stringify: (item, context, ...rest) => {
      const isBroken = isOnLines(item, text);
      const spelling = isBroken ? '' : spellingOf(item, text);
      if (spelling !== '') return spelling;
      const options = { ...context.options, lineWidth: isBroken ? wrapAt : 0 };
      return stringify(item, { ...context, options }, ...rest);
    },
  };
}

/** Empty for what the text does not hold, and for a block, whose lines are indented anew. */
function spellingOf({ range, type }: Scalar, text: string): string {
  return range == null || type?.startsWith('BLOCK') ? '' : text.slice(range[0], range[1]);
}
