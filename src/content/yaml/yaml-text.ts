// Writes plain values as YAML text the one way content files are written: two blanks, literal blocks, no folding.
import {
  type CreateNodeOptions,
  Document,
  type Node,
  Pair,
  Scalar,
  type ToStringOptions,
  visit,
  YAMLMap,
} from 'yaml';
import type { JsonMap } from '../../json/json.ts';

/** Quotes are also put around what readers of YAML 1.1 take for something else: `on`, `2026-01-01`, `1:30`. */
const documentOptions = { compat: 'yaml-1.1', aliasDuplicateObjects: false } as const;

export const textOptions = {
  lineWidth: 0,
  singleQuote: true,
  blockQuote: 'literal',
  indentSeq: true,
} as const satisfies ToStringOptions;

/** An empty document to create nodes in. */
export function newDocument(): Document {
  return new Document(undefined, documentOptions);
}

/** The text of a map; ends in a line break. Texts of the keys of which `isBlock` is true are always written as a literal block. */
export function yamlText(values: JsonMap, isBlock: (key: string) => boolean): string {
  const document = newDocument();
  const map = new YAMLMap();
  for (const [key, value] of Object.entries(values)) {
    map.add(newPair(document, key, value, isBlock(key)));
  }
  document.contents = map;
  return document.toString(textOptions);
}

/** The node of a value, its texts in the form in which they read best; with `isBlock` the value itself as a literal block. */
export function valueNode(document: Document, value: unknown, isBlock = false): Node {
  const options: CreateNodeOptions = { aliasDuplicateObjects: false };
  const node: Node = document.createNode(value, options);
  visit(node, {
    Scalar(at, scalar) {
      setForm(scalar, scalar === node && isBlock, at === 'key');
    },
  });
  return node;
}

/** An entry of a map, its key in the form that reads back as itself. */
export function newPair(document: Document, name: string, value: unknown, isBlock = false): Pair {
  const key = new Scalar(name);
  setForm(key, false, true);
  return new Pair(key, valueNode(document, value, isBlock));
}

function setForm(scalar: Scalar, isBlock: boolean, isKey = false): void {
  const { value } = scalar;
  if (typeof value !== 'string') return;
  if ((isBlock || value.includes('\n')) && !isKey && isLiteral(value)) {
    scalar.type = Scalar.BLOCK_LITERAL;
    // `|` rather than `|-`: a break at the end means nothing in these two.
    if (isBlock) scalar.value = `${value}\n`;
  } else if (needsEscapes.test(value)) scalar.type = Scalar.QUOTE_DOUBLE;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to be escaped.
const needsEscapes = /[\u0000-\u001f\u007f-\u009f\ufeff\u2028\u2029]|\p{Surrogate}/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what no literal block can hold.
const notLiteral = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\u2028\u2029]|\p{Surrogate}/u;

/** A literal block has no escapes, and its last line must hold something. */
function isLiteral(value: string): boolean {
  return !notLiteral.test(value) && value.trim() !== '' && !/\n[\t ]*$/.test(value);
}
