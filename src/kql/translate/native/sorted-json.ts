// dynamic_to_json(): JSON text with the keys of every bag in order; numbers and texts stay as they were written.
import { compareText } from '../../../diagnostics/compare-text.ts';
import { type NativeFunction, textOf } from './native-function.ts';

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** The value that begins at a token, and the place behind it. */
function valueAt(tokens: readonly string[], at: number): readonly [text: string, next: number] {
  const first = tokens[at]!;
  if (first !== '{' && first !== '[') return [first, at + 1];
  const close = first === '{' ? '}' : ']';
  const members: string[] = [];
  let place = at + 1;
  while (tokens[place] !== close) {
    if (tokens[place] === ',') place += 1;
    const key = first === '{' ? `${tokens[place]}:` : '';
    const [text, next] = valueAt(tokens, first === '{' ? place + 2 : place);
    members.push(key + text);
    place = next;
  }
  return [`${first}${(first === '{' ? byKey(members) : members).join(',')}${close}`, place + 1];
}

function byKey(members: readonly string[]): string[] {
  const keyed = members.map((member) => ({
    member,
    key: JSON.parse(/^"(?:[^"\\]|\\.)*"/.exec(member)![0]) as string,
  }));
  return keyed.sort((a, b) => compareText(a.key, b.key)).map(({ member }) => member);
}

export const sortedJson = {
  sorted_json: (json) => {
    const tokens = textOf(json).match(token) ?? [];
    return tokens.length === 0 ? null : valueAt(tokens, 0)[0];
  },
} satisfies Record<string, NativeFunction>;
