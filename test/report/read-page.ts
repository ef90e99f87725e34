// Reads a page of a report as far as tests ask: its tags in their order, and what is wrong with how they are nested.

export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The text up to the next tag, as it stands in the page. */
  readonly text: string;
}

const empty = new Set(['meta', 'link', 'br', 'input', '!DOCTYPE']);
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

export const unescaped = (text: string): string =>
  text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name]!);

/** Every start tag; script and style are read as a whole. Throws where a tag is not closed in its turn. */
export function tagsOf(page: string): readonly Tag[] {
  const tags: Tag[] = [];
  const open: string[] = [];
  const pattern =
    /<(script|style)>([\s\S]*?)<\/\1>|<(\/?)([!\w]+)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*(\/?)>([^<]*)/g;
  let end = 0;
  for (const match of page.matchAll(pattern)) {
    const [whole, raw, content, slash, name = '', attributes = '', closed, text = ''] = match;
    if (page.slice(end, match.index).trim() !== '')
      throw new Error(`no tag: ${page.slice(end, match.index).slice(0, 80)}`);
    end = match.index + whole.length;
    if (raw !== undefined) tags.push({ name: raw, attributes: {}, text: content! });
    else if (slash === '/') {
      const expected = open.pop();
      if (expected !== name) throw new Error(`</${name}> where </${expected}> is due`);
    } else {
      if (!empty.has(name) && closed !== '/') open.push(name);
      const pairs = Array.from(attributes.matchAll(/([\w-]+)(?:="([^"]*)")?/g), ([, key, value]) => [
        key,
        unescaped(value ?? ''),
      ]);
      tags.push({ name, attributes: Object.fromEntries(pairs), text: unescaped(text) });
    }
  }
  if (page.slice(end).trim() !== '' || open.length > 0) throw new Error(`left open: ${open.join(' ')}`);
  return tags;
}

/** The text of the first tag of a name. */
export function textOf(tags: readonly Tag[], name: string): string {
  return tags.find((tag) => tag.name === name)?.text ?? '';
}
