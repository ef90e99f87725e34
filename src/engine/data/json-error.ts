// Finds where a text stops being JSON: JavaScript's parser does not always say, and says it differently from version to version.

const token =
  /\s*(?:("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-f]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.])|true\b|false\b|null\b)|([{}[\],:]))/iuy;

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

/** Offset of the first character that cannot belong there; the length of the text when it ends too early. */
export function jsonErrorOffset(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  let at = 0;
  for (;;) {
    token.lastIndex = at;
    const match = token.exec(text);
    const start = at + /^\s*/.exec(text.slice(at))![0].length;
    if (match === null) return start;
    const kind = match[1] !== undefined ? 'string' : match[2] !== undefined ? 'scalar' : match[3]!;
    const next = step(expected, kind, open);
    if (next === undefined) return start;
    expected = next;
    at = token.lastIndex;
  }
}

/** What may follow `kind`, or undefined when it may not stand there. `open` holds the brackets not yet closed. */
function step(expected: Expected, kind: string, open: string[]): Expected | undefined {
  const after = () => (open.length === 0 ? 'nothing' : 'comma-or-end');
  if (kind === '}' || kind === ']') {
    const isOpen = open.at(-1) === (kind === '}' ? '{' : '[');
    const mayEnd = expected === 'comma-or-end' || expected === (kind === '}' ? 'key-or-end' : 'value-or-end');
    if (!isOpen || !mayEnd) return undefined;
    open.pop();
    return after();
  }
  if (expected === 'colon') return kind === ':' ? 'value' : undefined;
  if (expected === 'comma-or-end') {
    if (kind !== ',') return undefined;
    return open.at(-1) === '{' ? 'key' : 'value';
  }
  if (expected === 'key' || expected === 'key-or-end') return kind === 'string' ? 'colon' : undefined;
  if (expected === 'nothing') return undefined;
  if (kind === '{' || kind === '[') {
    open.push(kind);
    return kind === '{' ? 'key-or-end' : 'value-or-end';
  }
  return kind === 'string' || kind === 'scalar' ? after() : undefined;
}
