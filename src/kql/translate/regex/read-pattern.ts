// Reads a regular expression of Kusto into a tree, or says what Kusto refuses in it and where.
import {
  type Cursor,
  type Flags,
  fail,
  failWithoutUnicode,
  follows,
  newCursor,
  next,
  peek,
  skip,
  skipBlanks,
  take,
} from './cursor.ts';
import { negationOf } from './named-classes.ts';
import { readClass } from './read-class.ts';
import { readEscape } from './read-escape.ts';
import { type CharacterClass, PatternError, type PatternFault, type PatternNode } from './tree.ts';

export interface PatternTree {
  readonly root: PatternNode;
  /** Names of the capture groups in order, '' for those without one. */
  readonly groups: readonly string[];
  /** What works although the documentation does not describe it. */
  readonly remarks: readonly PatternFault[];
}

const maxDepth = 100;

/**
 * The tree of a pattern, or what Kusto refuses in it. The dialect is that of https://learn.microsoft.com/kusto/query/regex: it has
 * neither look-around nor back-references.
 */
export function readPattern(text: string): { readonly tree: PatternTree } | { readonly fault: PatternFault } {
  const cursor = newCursor(text);
  try {
    const root = readChoice(cursor);
    if (cursor.at < text.length) fail(cursor, 'a `)` closes no group', cursor.at, cursor.at + 1);
    return { tree: { root, groups: cursor.groups, remarks: cursor.remarks } };
  } catch (error) {
    if (error instanceof PatternError) return { fault: error.fault };
    throw error;
  }
}

/** Alternatives up to the end of the group; flags set inside end with it. */
function readChoice(cursor: Cursor): PatternNode {
  const options: PatternNode[] = [readSequence(cursor)];
  while (skip(cursor, '|')) options.push(readSequence(cursor));
  return options.length === 1 ? options[0]! : { kind: 'choice', options };
}

function readSequence(cursor: Cursor): PatternNode {
  const parts: PatternNode[] = [];
  for (;;) {
    skipBlanks(cursor);
    const character = peek(cursor);
    if (character === '' || character === '|' || character === ')') break;
    const quantifier = readQuantifier(cursor);
    if (quantifier === undefined) {
      const atom = readAtom(cursor);
      // Flags alone are no atom: nothing can be repeated there.
      parts.push(atom ?? flagsOnly);
      continue;
    }
    const body = parts.pop();
    if (body === undefined || body === flagsOnly)
      return fail(cursor, `\`${quantifier.text}\` has nothing before it to repeat`, quantifier.start);
    parts.push({ kind: 'repeat', body, min: quantifier.min, max: quantifier.max, greedy: quantifier.greedy });
  }
  const nodes = parts.filter((part) => part !== flagsOnly);
  if (nodes.length === 0) return { kind: 'empty' };
  return nodes.length === 1 ? nodes[0]! : { kind: 'sequence', parts: nodes };
}

const flagsOnly: PatternNode = { kind: 'empty' };

interface Quantifier {
  readonly min: number;
  readonly max: number | undefined;
  readonly greedy: boolean;
  readonly text: string;
  readonly start: number;
}

const simple: Readonly<Record<string, readonly [number, number | undefined] | undefined>> = {
  '*': [0, undefined],
  '+': [1, undefined],
  '?': [0, 1],
};

function readQuantifier(cursor: Cursor): Quantifier | undefined {
  const start = cursor.at;
  const bounds = simple[peek(cursor)];
  let [min, max] = bounds ?? [0, undefined];
  if (bounds !== undefined) cursor.at += 1;
  else {
    const counted = take(cursor, /\{\s*(\d*)\s*(?:(,)\s*(\d*)\s*)?\}/y);
    if (counted === undefined) return undefined;
    if (counted[1] === '')
      return fail(cursor, `the repetition \`${counted[0]}\` lacks its lower bound`, start);
    min = Number(counted[1]);
    max = counted[2] === undefined ? min : counted[3] === '' ? undefined : Number(counted[3]);
    if (max !== undefined && max < min)
      return fail(cursor, `the repetition \`${counted[0]}\` ends below its start`, start);
  }
  const lazy = skip(cursor, '?');
  return { min, max, greedy: lazy === cursor.flags.U, text: cursor.text.slice(start, cursor.at), start };
}

/** One atom; undefined for flags alone. */
function readAtom(cursor: Cursor): PatternNode | undefined {
  const { flags } = cursor;
  const character = peek(cursor);
  switch (character) {
    case '(':
      return readGroup(cursor);
    case '[':
      return { kind: 'character', set: readClass(cursor), fold: flags.i };
    case '.':
      cursor.at += 1;
      if (!flags.u) return failWithoutUnicode(cursor, cursor.at - 1);
      return { kind: 'character', set: anyCharacter(flags), fold: false };
    case '^':
    case '$': {
      if (flags.m && flags.R)
        throw new PatternError('`^` and `$` with the flags m and R', cursor.at, cursor.at + 1, true);
      cursor.at += 1;
      const edge = character === '^' ? 'start' : 'end';
      return { kind: 'assertion', assertion: flags.m ? `line-${edge}` : `text-${edge}`, ascii: !flags.u };
    }
    case '\\': {
      const meaning = readEscape(cursor);
      if (meaning.kind === 'set') return { kind: 'character', set: meaning.set, fold: flags.i };
      return { kind: 'assertion', assertion: meaning.assertion, ascii: !flags.u };
    }
    default: {
      if (character === '{') cursor.remarks.push(plainBrace(cursor.at));
      const code = next(cursor).codePointAt(0)!;
      return { kind: 'character', set: point(code), fold: flags.i };
    }
  }
}

function plainBrace(start: number): PatternFault {
  const message = '`{` begins no repetition and is read as itself; write `\\{`';
  return { message, start, end: start + 1 };
}

const point = (code: number): CharacterClass => ({ kind: 'range', from: code, to: code });

function anyCharacter({ s, R }: Flags): CharacterClass {
  if (s) return negationOf({ kind: 'union', items: [], negated: false });
  return { kind: 'union', items: R ? [point(10), point(13)] : [point(10)], negated: true };
}

const groupNames = /\((?:\?P?<([\p{L}\p{Nl}_][\p{L}\p{M}\p{N}_.[\]]*)>)/uy;

function readGroup(cursor: Cursor): PatternNode | undefined {
  const start = cursor.at;
  cursor.depth += 1;
  if (cursor.depth > maxDepth) return fail(cursor, 'the pattern is nested too deeply', start);
  const outside = cursor.flags;
  const name = take(cursor, groupNames)?.[1];
  let index: number | undefined;
  if (name !== undefined || (!follows(cursor, '(?') && skip(cursor, '('))) {
    if (name !== undefined && cursor.groups.includes(name))
      return fail(cursor, `two groups have the name \`${name}\``, start);
    index = cursor.groups.push(name ?? '');
  } else if (readFlags(cursor) === 'alone') {
    cursor.depth -= 1;
    return undefined;
  }
  const body = readChoice(cursor);
  if (!skip(cursor, ')')) return fail(cursor, 'a group is opened by `(` and not closed', start, start + 1);
  cursor.flags = outside;
  cursor.depth -= 1;
  return index === undefined ? body : { kind: 'group', index, body };
}

const refusedGroups: readonly (readonly [sign: string, message: string])[] = [
  ['(?=', 'Kusto’s patterns have no look-ahead'],
  ['(?!', 'Kusto’s patterns have no look-ahead'],
  ['(?<=', 'Kusto’s patterns have no look-behind'],
  ['(?<!', 'Kusto’s patterns have no look-behind'],
  ['(?>', 'Kusto’s patterns have no atomic groups'],
  ['(?P=', 'Kusto’s patterns cannot refer back to a group'],
  ['(?#', 'Kusto’s patterns have no comments in groups'],
  ['(?<', 'the name of a group is not a name'],
  ['(?P<', 'the name of a group is not a name'],
];

/** `(?flags)` or the head of `(?flags:...)`. */
function readFlags(cursor: Cursor): 'alone' | 'group' {
  const start = cursor.at;
  for (const [sign, message] of refusedGroups) {
    if (follows(cursor, sign)) return fail(cursor, message, start, start + sign.length);
  }
  const match = take(cursor, /\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?([:)])/y);
  const [set = '', cleared = ''] = [match?.[1], match?.[2]];
  const isEmpty = set === '' && cleared === '' && match?.[3] === ')';
  if (match === undefined || isEmpty)
    return fail(cursor, '`(?` is not followed by flags, a name or `:`', start, start + 2);
  const letters = [...set, ...cleared];
  const unknown = letters.find((letter) => !(letter in cursor.flags));
  if (unknown !== undefined) return fail(cursor, `there is no flag \`${unknown}\``, start);
  if (new Set(letters).size < letters.length) return fail(cursor, 'a flag is written twice', start);
  const changed = { ...cursor.flags } as Record<keyof Flags, boolean>;
  for (const letter of set) changed[letter as keyof Flags] = true;
  for (const letter of cleared) changed[letter as keyof Flags] = false;
  cursor.flags = changed;
  return match[3] === ')' ? 'alone' : 'group';
}
