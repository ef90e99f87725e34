// XML 1.0 text: https://www.w3.org/TR/xml/
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (XmlElement | string)[];
}

/** An element as data; attributes keep their order. */
export function element(
  name: string,
  attributes: XmlElement['attributes'],
  children: XmlElement['children'] = [],
): XmlElement {
  return { name, attributes, children };
}

/** A document with its declaration, one element a line; ends in a line break. */
export function formatXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${format(root, '')}`;
}

function format({ name, attributes, children }: XmlElement, indent: string): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  const start = `${indent}<${name}${pairs.join('')}`;
  if (children.length === 0) return `${start}/>\n`;
  const elements = children.filter((child) => typeof child !== 'string');
  if (elements.length < children.length) {
    // Blanks count where there is text, so nothing is laid out.
    return `${start}>${children.map((child) => (typeof child === 'string' ? escapeXml(child) : format(child, ''))).join('')}</${name}>\n`;
  }
  return `${start}>\n${elements.map((child) => format(child, `${indent}  `)).join('')}${indent}</${name}>\n`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Log data may hold characters that no XML document may: they become U+FFFD. */
function escapeXml(text: string): string {
  // Most text is plain, and that is seen faster than each character is looked up.
  if (!/[^ !#-%'-;=?-~]/.test(text)) return text;
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/[&<>"\t\n\r]/g, (character) => entities[character]!);
}
