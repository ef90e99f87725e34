// Reads a class in brackets: ranges, names, nested classes and their operators. https://learn.microsoft.com/kusto/query/regex
import {
  type Cursor,
  fail,
  failWithoutUnicode,
  follows,
  next,
  peek,
  skip,
  skipBlanks,
  take,
} from './cursor.ts';
import { asciiClasses, negationOf } from './named-classes.ts';
import { readEscape } from './read-escape.ts';
import type { CharacterClass, ClassOperator } from './tree.ts';

const operators: readonly (readonly [text: string, operator: ClassOperator])[] = [
  ['&&', 'intersection'],
  ['--', 'difference'],
  ['~~', 'symmetric-difference'],
];

const maxDepth = 100;

/** Reads a class; the cursor stands on its opening bracket. */
export function readClass(cursor: Cursor): CharacterClass {
  const start = cursor.at;
  cursor.at += 1;
  cursor.depth += 1;
  if (cursor.depth > maxDepth) return fail(cursor, 'the pattern is nested too deeply', start);
  skipBlanks(cursor);
  const negated = skip(cursor, '^');
  if (negated && !cursor.flags.u) return failWithoutUnicode(cursor, start);
  const items: CharacterClass[] = [];
  let left: { set: CharacterClass; operator: ClassOperator } | undefined;
  skipBlanks(cursor);
  while (skip(cursor, '-')) items.push(point('-'));
  if (items.length === 0 && skip(cursor, ']')) items.push(point(']'));
  for (;;) {
    skipBlanks(cursor);
    if (cursor.at >= cursor.text.length)
      return fail(cursor, 'a class is opened by `[` and not closed', start, start + 1);
    if (skip(cursor, ']')) break;
    const operator = operators.find(([text]) => follows(cursor, text));
    if (operator !== undefined) {
      cursor.at += 2;
      left = { set: joined(items.splice(0), left), operator: operator[1] };
    } else items.push(readItem(cursor));
  }
  cursor.depth -= 1;
  const set = joined(items, left);
  return negated ? negationOf(set) : set;
}

function joined(
  items: readonly CharacterClass[],
  left: { set: CharacterClass; operator: ClassOperator } | undefined,
): CharacterClass {
  const right: CharacterClass = { kind: 'union', items: [...items], negated: false };
  return left === undefined ? right : { kind: 'operation', operator: left.operator, left: left.set, right };
}

function point(character: string): CharacterClass {
  const code = character.codePointAt(0)!;
  return { kind: 'range', from: code, to: code };
}

function readItem(cursor: Cursor): CharacterClass {
  if (follows(cursor, '[')) return asciiClass(cursor) ?? readClass(cursor);
  const start = cursor.at;
  const first = readSingle(cursor);
  skipBlanks(cursor);
  if (!follows(cursor, '-') || follows(cursor, '--')) return first;
  const dash = cursor.at;
  cursor.at += 1;
  skipBlanks(cursor);
  if (follows(cursor, ']') || peek(cursor) === '') {
    cursor.at = dash;
    next(cursor);
    return { kind: 'union', items: [first, point('-')], negated: false };
  }
  const last = readSingle(cursor);
  const text = cursor.text.slice(start, cursor.at);
  if (last.kind !== 'range')
    return fail(cursor, `\`${text}\` is not a range: a class of characters cannot end one`, start);
  if (first.kind !== 'range') {
    const message = `\`${text}\` is read as three characters or classes, not as a range; write \`\\-\` for the hyphen`;
    cursor.remarks.push({ message, start, end: cursor.at });
    return { kind: 'union', items: [first, point('-'), last], negated: false };
  }
  if (first.from > last.from) return fail(cursor, `the range \`${text}\` runs backwards`, start);
  return { kind: 'range', from: first.from, to: last.from };
}

function readSingle(cursor: Cursor): CharacterClass {
  if (!follows(cursor, '\\')) return point(next(cursor));
  const start = cursor.at;
  const meaning = readEscape(cursor);
  if (meaning.kind === 'assertion')
    return fail(cursor, `\`${cursor.text.slice(start, cursor.at)}\` has no meaning inside brackets`, start);
  return meaning.set;
}

function asciiClass(cursor: Cursor): CharacterClass | undefined {
  const start = cursor.at;
  const match = take(cursor, /\[:(\^?)([a-z]+):\]/y);
  const set = match === undefined ? undefined : asciiClasses[match[2]!];
  if (set === undefined) {
    cursor.at = start;
    return undefined;
  }
  return match![1] === '^' ? negationOf(set) : set;
}
