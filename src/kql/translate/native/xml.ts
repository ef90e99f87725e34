// parse_xml(): XML text as a dynamic. https://learn.microsoft.com/kusto/query/parse-xml-function
import { type NativeFunction, textOf } from './native-function.ts';

/** Longer texts give null. */
const maxBytes = 1_048_576;

interface Element {
  readonly name: string;
  readonly members: Map<string, unknown[]>;
  text: string;
}

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>|<\/\s*([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=/>]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;

const entities: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };

function unescaped(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function opened(name: string, attributes: string): Element {
  const members = new Map<string, unknown[]>();
  for (const [, key, double, single] of attributes.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    members.set(`@${key}`, [unescaped(double ?? single ?? '')]);
  }
  return { name, members, text: '' };
}

function add(parent: Element, name: string, value: unknown): void {
  const known = parent.members.get(name);
  if (known === undefined) parent.members.set(name, [value]);
  else known.push(value);
}

/** Text alone is a string; with attributes or elements beside it, it is the member `#text`; nothing at all is null. */
function jsonOf(element: Element): unknown {
  const text = element.text.trim();
  if (element.members.size === 0) return text === '' ? null : text;
  const members = [...element.members].map(([name, values]) => [
    name,
    values.length === 1 ? values[0] : values,
  ]);
  return Object.fromEntries(text === '' ? members : [...members, ['#text', text]]);
}

/** The document as JSON value; undefined when the text is no well-formed XML. */
function parseXml(source: string): Record<string, unknown> | undefined {
  const root = opened('', '');
  const stack = [root];
  token.lastIndex = 0;
  while (token.lastIndex < source.length) {
    const match = token.exec(source);
    if (match === null) return undefined;
    const [, cdata, closed, name, attributes, empty, text] = match;
    const current = stack.at(-1)!;
    if (cdata !== undefined) current.text += cdata;
    else if (text !== undefined) current.text += unescaped(text);
    else if (name !== undefined) {
      const element = opened(name, attributes ?? '');
      if (empty === '/') add(current, name, jsonOf(element));
      else stack.push(element);
    } else if (closed !== undefined) {
      if (stack.length < 2 || current.name !== closed) return undefined;
      stack.pop();
      add(stack.at(-1)!, closed, jsonOf(current));
    }
  }
  const elements = [...root.members.values()].flat().length;
  if (stack.length > 1 || elements !== 1 || root.text.trim() !== '') return undefined;
  return jsonOf(root) as Record<string, unknown>;
}

export const xml = {
  parse_xml: (source) => {
    const text = textOf(source).replace(/^\uFEFF/, '');
    if (Buffer.byteLength(text, 'utf8') > maxBytes) return null;
    return parseXml(text) ?? null;
  },
} satisfies Record<string, NativeFunction>;
