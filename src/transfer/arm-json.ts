// Reads JSON, as ARM templates are written, with the place of every value; comments are allowed, as they are there.

/** A value and where it starts in the text (UTF-16 units); maps and lists hold nodes. */
export type JsonNode =
  | { readonly type: 'map'; readonly at: number; readonly entries: ReadonlyMap<string, JsonNode> }
  | { readonly type: 'list'; readonly at: number; readonly items: readonly JsonNode[] }
  | { readonly type: 'scalar'; readonly at: number; readonly value: string | number | boolean | null };

export type ParsedJson =
  | { readonly node: JsonNode }
  | { readonly error: { readonly message: string; readonly at: number } };

/** Far above any template, below what the stack takes. */
const maxDepth = 200;

/** Parses `text` (no byte order mark). Of a key that is given twice, the last value counts, as everywhere else. */
export function parseJson(text: string): ParsedJson {
  const reader = { text, at: 0 };
  try {
    const node = readValue(reader, 0);
    skip(reader);
    if (reader.at < text.length) throw new BadJson('Text stands after the end of the value', reader.at);
    return { node };
  } catch (thrown) {
    if (!(thrown instanceof BadJson)) throw thrown;
    return { error: { message: thrown.message, at: thrown.at } };
  }
}

/** The plain value of a node; `scalar` may turn a text into something else. */
export function plainJson(
  node: JsonNode,
  scalar: (value: unknown, at: number) => unknown = (value) => value,
): unknown {
  switch (node.type) {
    case 'map': {
      const result: Record<string, unknown> = {};
      for (const [key, inner] of node.entries) {
        // Not an assignment: the key may be `__proto__`.
        const value = plainJson(inner, scalar);
        Object.defineProperty(result, key, { value, enumerable: true, writable: true, configurable: true });
      }
      return result;
    }
    case 'list':
      return node.items.map((item) => plainJson(item, scalar));
    case 'scalar':
      return scalar(node.value, node.at);
  }
}

/** The entry of a map, whatever the case of its key: Resource Manager reads names so. */
export function entryOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
  if (node?.type !== 'map') return undefined;
  const exact = node.entries.get(name);
  if (exact !== undefined) return exact;
  return [...node.entries].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

/** The text of a scalar node, if it is one. */
export function textOfNode(node: JsonNode | undefined): string | undefined {
  return node?.type === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

interface Reader {
  readonly text: string;
  at: number;
}

/** Stops the reading; never leaves this file. */
class BadJson extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

function readValue(reader: Reader, depth: number): JsonNode {
  skip(reader);
  const { text, at } = reader;
  if (depth > maxDepth) throw new BadJson(`Values are nested over ${maxDepth} levels deep`, at);
  const first = text[at];
  if (first === '{') return readMap(reader, depth);
  if (first === '[') return readList(reader, depth);
  if (first === '"') return { type: 'scalar', at, value: readString(reader) };
  const word = /[^\s,:{}[\]"/]*/y;
  word.lastIndex = at;
  const [source = ''] = word.exec(text) ?? [];
  if (/^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(source)) {
    reader.at += source.length;
    return { type: 'scalar', at, value: JSON.parse(source) };
  }
  const actual = source === '' ? (first ?? 'the end of the file') : source;
  throw new BadJson(`A value was expected, not ${actual.slice(0, 40)}`, at);
}

function readMap(reader: Reader, depth: number): JsonNode {
  const { at } = reader;
  const entries = new Map<string, JsonNode>();
  readItems(reader, '}', () => {
    if (reader.text[reader.at] !== '"') throw new BadJson('A key in double quotes was expected', reader.at);
    const key = readString(reader);
    skip(reader);
    if (reader.text[reader.at] !== ':') throw new BadJson('A colon was expected after the key', reader.at);
    reader.at++;
    entries.set(key, readValue(reader, depth + 1));
  });
  return { type: 'map', at, entries };
}

function readList(reader: Reader, depth: number): JsonNode {
  const { at } = reader;
  const items: JsonNode[] = [];
  readItems(reader, ']', () => items.push(readValue(reader, depth + 1)));
  return { type: 'list', at, items };
}

function readItems(reader: Reader, close: '}' | ']', readItem: () => void): void {
  reader.at++;
  skip(reader);
  if (reader.text[reader.at] === close) {
    reader.at++;
    return;
  }
  for (;;) {
    readItem();
    skip(reader);
    const next = reader.text[reader.at];
    if (next !== ',' && next !== close) throw new BadJson(`A comma or ${close} was expected`, reader.at);
    reader.at++;
    if (next === close) return;
    skip(reader);
  }
}

function readString(reader: Reader): string {
  const { text, at } = reader;
  let end = at + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  if (end >= text.length) throw new BadJson('The text is not closed', at);
  reader.at = end + 1;
  const source = text.slice(at, end + 1);
  try {
    // ARM templates may break a text over several lines.
    return JSON.parse(source.replaceAll('\r', '\\r').replaceAll('\n', '\\n').replaceAll('\t', '\\t'));
  } catch {
    throw new BadJson('The text holds an escape or a character that JSON does not have', at);
  }
}

/** White space and comments. https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax#comments-and-metadata */
function skip(reader: Reader): void {
  const blank = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
  blank.lastIndex = reader.at;
  reader.at += blank.exec(reader.text)?.[0].length ?? 0;
}
