// Writes a pattern for RE2, the library of DuckDB: what RE2 reads as Kusto does stays, the rest is spelled out.
import { complement, difference, normal, pointsOf } from './code-points.ts';
import { isInWords, marksOf, marksRange, marksRe2 } from './markers.ts';
import { type Assertion, type CharacterClass, PatternError, type PatternNode, type Range } from './tree.ts';

export interface PrintOptions {
  /** Which groups capture: all, none, or one alone (DuckDB hands out nine at most). */
  readonly groups: 'all' | 'none' | number;
  /** For a text with marks at the edges of words, or at every place; see markers.ts. */
  readonly marked: false | 'edges' | 'everywhere';
}

/** RE2 text of a pattern. Throws PatternError for what RE2 cannot do. */
export function printRe2(root: PatternNode, options: PrintOptions): string {
  const need = foldNeed(root);
  return need === 'yes' ? `(?i)${choice(root, true, options)}` : choice(root, false, options);
}

type FoldNeed = 'yes' | 'no' | 'any' | 'mixed';

/** Whether case must or must not count in a part. */
function foldNeed(node: PatternNode): FoldNeed {
  switch (node.kind) {
    case 'empty':
    case 'assertion':
      return 'any';
    case 'character':
      if (isCaseless(node.set)) return 'any';
      return node.fold ? 'yes' : 'no';
    case 'group':
    case 'repeat':
      return foldNeed(node.body);
    case 'sequence':
      return together(node.parts);
    case 'choice':
      return together(node.options);
  }
}

function together(nodes: readonly PatternNode[]): FoldNeed {
  const needs = new Set(nodes.map(foldNeed));
  needs.delete('any');
  if (needs.size === 0) return 'any';
  return needs.size === 1 ? [...needs][0]! : 'mixed';
}

function isCaseless(set: CharacterClass): boolean {
  if (set.kind === 'union' && set.items.length === 0) return true;
  if (set.kind !== 'range' || set.from !== set.to) return false;
  const character = String.fromCodePoint(set.from);
  return character.toLowerCase() === character && character.toUpperCase() === character;
}

function choice(node: PatternNode, fold: boolean, options: PrintOptions): string {
  if (node.kind !== 'choice') return sequence(node, fold, options);
  return node.options.map((option) => sequence(option, fold, options)).join('|');
}

function sequence(node: PatternNode, fold: boolean, options: PrintOptions): string {
  if (node.kind === 'choice') return `(?:${choice(node, fold, options)})`;
  const parts = node.kind === 'sequence' ? node.parts : [node];
  const pieces: string[] = [];
  let folded = '';
  const flush = () => {
    if (folded !== '') pieces.push(`(?i:${folded})`);
    folded = '';
  };
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    const edges = options.marked === false ? [] : wordEdgesAt(parts, i);
    if (edges.length > 0) {
      flush();
      pieces.push(markClass(edges));
      i += edges.length - 1;
    } else {
      // No mark stands between two characters of one word, nor between two of none.
      const isJoined = options.marked === 'edges' && isSameSide(parts[i - 1], part);
      const within = isJoined ? { ...options, marked: false as const } : options;
      if (!fold && foldNeed(part) === 'yes') folded += repeated(part, true, within);
      else {
        flush();
        pieces.push(repeated(part, fold, within));
      }
    }
  }
  flush();
  return pieces.join('');
}

/** Whether both are single characters, in words or outside of them. */
function isSameSide(before: PatternNode | undefined, part: PatternNode): boolean {
  if (before?.kind !== 'character' || part.kind !== 'character') return false;
  const sides = [before, part].map(({ set }) =>
    set.kind === 'range' && set.from === set.to ? isInWords(set.from) : undefined,
  );
  return sides[0] !== undefined && sides[0] === sides[1];
}

/** Assertions about words that stand side by side are about the same place. */
function wordEdgesAt(parts: readonly PatternNode[], start: number): Assertion[] {
  const edges: Assertion[] = [];
  for (const part of parts.slice(start)) {
    if (part.kind !== 'assertion' || marksOf([part.assertion]) === undefined) break;
    edges.push(part.assertion);
  }
  return edges;
}

function markClass(assertions: readonly Assertion[]): string {
  const marks = marksOf(assertions) ?? [];
  return marks.length === 0 ? nothing : `[${marks.join('')}]`;
}

function repeated(node: PatternNode, fold: boolean, options: PrintOptions): string {
  if (node.kind !== 'repeat') return atom(node, fold, options);
  const { min, max, greedy } = node;
  const body = atom(node.body, fold, options);
  if (Math.max(min, max ?? 0) > maxCount)
    throw new PatternError(`a repetition of more than ${maxCount}`, 0, 0, true);
  return `${body}${quantifier(min, max)}${greedy ? '' : '?'}`;
}

/** What RE2 takes. https://github.com/google/re2/wiki/Syntax */
const maxCount = 1000;

function quantifier(min: number, max: number | undefined): string {
  if (max === undefined) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  if (min === 0 && max === 1) return '?';
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

/** A text that a quantifier may follow. */
function atom(node: PatternNode, fold: boolean, options: PrintOptions): string {
  switch (node.kind) {
    case 'character': {
      const text = character(node.set, node.fold, options.marked !== false);
      const cased = !fold && node.fold && !isCaseless(node.set) ? `(?i:${text})` : text;
      return options.marked === false ? cased : `(?:[${marksRe2}]?${cased})`;
    }
    case 'assertion':
      return assertion(node.assertion, options);
    case 'empty':
      return '(?:)';
    case 'group': {
      const captures = options.groups === 'all' || options.groups === node.index;
      return `(${captures ? '' : '?:'}${choice(node.body, fold, options)})`;
    }
    default:
      return `(?:${choice(node, fold, options)})`;
  }
}

function assertion(which: Assertion, { marked }: PrintOptions): string {
  const mark = marked === false ? '' : `[${marksRe2}]?`;
  switch (which) {
    case 'text-start':
      return String.raw`\A`;
    case 'text-end':
      return marked === false ? String.raw`\z` : String.raw`(?:${mark}\z)`;
    case 'line-start':
      return '(?m:^)';
    case 'line-end':
      return `(?m:${mark}$)`;
    case 'word-edge':
      return marked === false ? String.raw`\b` : markClass([which]);
    case 'no-word-edge':
      return marked === false ? String.raw`\B` : markClass([which]);
    default:
      return markClass([which]);
  }
}

const everything = '(?s:.)';
const nothing = String.raw`[^\x{0}-\x{10ffff}]`;

/** A class in brackets, a single character, or `(?s:.)`. */
function character(set: CharacterClass, fold: boolean, marked: boolean): string {
  if (set.kind === 'range' && set.from === set.to) return codePoint(set.from);
  if (marked && mayHoldMarks(set)) return ranges(difference(pointsOf(set, fold), [marksRange]));
  if (set.kind === 'union' && set.negated && set.items.length === 0) return everything;
  const negated = set.kind === 'union' && set.negated;
  const items = set.kind === 'union' ? set.items : [set];
  const inside = items.map(insideBrackets);
  if (inside.includes(undefined) || inside.join('') === '') return ranges(pointsOf(set, fold));
  return `[${negated ? '^' : ''}${inside.join('')}]`;
}

function mayHoldMarks(set: CharacterClass): boolean {
  return pointsOf(set, false).some(([from, to]) => from <= marksRange[1] && to >= marksRange[0]);
}

/** How RE2 writes a class inside brackets; undefined where it cannot. */
function insideBrackets(set: CharacterClass): string | undefined {
  switch (set.kind) {
    case 'range':
      return set.from === set.to ? codePoint(set.from) : `${codePoint(set.from)}-${codePoint(set.to)}`;
    case 'named':
      return set.re2;
    case 'operation':
      return undefined;
    case 'union': {
      const inside = set.items.map(insideBrackets);
      const only = inside.length === 1 ? inside[0] : undefined;
      if (set.negated)
        return only?.startsWith(String.raw`\p{`) &&
          only.endsWith('}') &&
          only.indexOf('}') === only.length - 1
          ? only.replace('p', 'P')
          : undefined;
      return inside.includes(undefined) ? undefined : inside.join('');
    }
  }
}

function ranges(points: readonly Range[]): string {
  const all = normal(points);
  if (all.length === 0) return nothing;
  const rest = complement(all);
  if (rest.length === 0) return everything;
  const [sign, shown] = rest.length < all.length ? ['^', rest] : ['', all];
  const written = shown.map(([from, to]) =>
    from === to ? codePoint(from) : `${codePoint(from)}-${codePoint(to)}`,
  );
  return `[${sign}${written.join('')}]`;
}

/** A character as it stands in and outside brackets. */
function codePoint(point: number): string {
  const text = String.fromCodePoint(point);
  if (/^[0-9A-Za-z_ ]$/.test(text)) return text;
  return point > 0x20 && point < 0x7f ? `\\${text}` : String.raw`\x{${point.toString(16)}}`;
}
