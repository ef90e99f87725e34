// Writes plain values as YAML text the one way content files are written: two blanks, literal blocks, no folding.
import { type CreateNodeOptions, Document, type Node, Scalar, type ToStringOptions, visit } from 'yaml';
import type { JsonMap } from './json.ts';

/** Quotes are also put around what readers of YAML 1.1 take for something else: `on`, `2026-01-01`, `1:30`. */
const documentOptions = { compat: 'yaml-1.1', aliasDuplicateObjects: false } as const;

export const textOptions = {
  lineWidth: 0,
  singleQuote: true,
  blockQuote: 'literal',
  indentSeq: true,
} as const satisfies ToStringOptions;

/** Texts that are always written as a literal block. */
const alwaysBlocks = new Set(['query', 'description']);

/** An empty document to create nodes in. */
export function newDocument(): Document {
  return new Document(undefined, documentOptions);
}

/** The text of a map; ends in a line break. `options` differ where an existing file has its own way. */
export function yamlText(values: JsonMap, options: ToStringOptions = {}): string {
  const document = newDocument();
  document.contents = valueNode(document, values, undefined);
  return document.toString({ ...textOptions, ...options });
}

/** The node of a value, its texts in the form in which they read best. `key` is the top-level key it stands under, if any. */
export function valueNode(document: Document, value: unknown, key: string | undefined): Node {
  const options: CreateNodeOptions = { aliasDuplicateObjects: false };
  const node: Node = document.createNode(value, options);
  visit(node, {
    Pair(_, pair) {
      const name = pair.key instanceof Scalar ? pair.key.value : undefined;
      if (alwaysBlocks.has(String(name)) && pair.value instanceof Scalar) setForm(pair.value, true);
    },
    Scalar(at, scalar) {
      if (at === 'key') setForm(scalar, false, true);
      else if (scalar.type === undefined) setForm(scalar, key !== undefined && alwaysBlocks.has(key));
    },
  });
  return node;
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
