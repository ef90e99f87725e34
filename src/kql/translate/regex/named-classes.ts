// Classes with a name: \d, \s, \w, [:alpha:] and \p{...}. https://learn.microsoft.com/kusto/query/regex
import { pointsMatching } from './code-points.ts';
import type { CharacterClass, Range } from './tree.ts';

const classes = new Map<string, readonly Range[]>();

function computed(source: string): () => readonly Range[] {
  return () => {
    const known = classes.get(source) ?? pointsMatching(new RegExp(source, 'u'));
    classes.set(source, known);
    return known;
  };
}

function named(re2: string, source = `[${re2}]`): CharacterClass {
  return { kind: 'named', re2, points: computed(source) };
}

export function negationOf(set: CharacterClass): CharacterClass {
  return { kind: 'union', items: [set], negated: true };
}

/** Letters that are alphabetic by property alone: circled and squared ones. */
const alphabeticSymbols = String.raw`\x{24b6}-\x{24e9}\x{1f130}-\x{1f149}\x{1f150}-\x{1f169}\x{1f170}-\x{1f189}`;

/** \d, \s and \w know every script; after (?-u) only ASCII. */
export const perlClasses: Readonly<
  Record<'d' | 's' | 'w', { unicode: CharacterClass; ascii: CharacterClass }>
> = {
  d: { unicode: named(String.raw`\p{Nd}`), ascii: named('0-9') },
  s: {
    unicode: named(
      String.raw`\t-\r \x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}`,
      String.raw`\p{White_Space}`,
    ),
    ascii: named(String.raw`\t-\r `),
  },
  w: {
    unicode: named(
      String.raw`\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\x{200c}\x{200d}${alphabeticSymbols}`,
      String.raw`[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]`,
    ),
    ascii: named('0-9A-Za-z_'),
  },
};

/** The ASCII classes, as they stand inside brackets. */
export const asciiClasses: Readonly<Record<string, CharacterClass | undefined>> = {
  alnum: named('0-9A-Za-z'),
  alpha: named('A-Za-z'),
  ascii: named(String.raw`\x00-\x7f`),
  blank: named(String.raw`\t `),
  cntrl: named(String.raw`\x00-\x1f\x7f`),
  digit: named('0-9'),
  graph: named('!-~'),
  lower: named('a-z'),
  print: named(' -~'),
  punct: named(String.raw`!-\/:-@\[-\x60\{-~`),
  space: named(String.raw`\t-\r `),
  upper: named('A-Z'),
  word: named('0-9A-Za-z_'),
  xdigit: named('0-9A-Fa-f'),
};

/** Names that RE2 knows: the general categories in their short form. */
const re2Categories = /^(?:C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/;

/**
 * A class of Unicode by name: a general category, a script or a property with yes and no. Case, blanks, hyphens and underscores
 * between the words do not count. Undefined for a name Unicode does not have.
 */
export function unicodeClass(name: string): CharacterClass | undefined {
  const [key, value] = name.includes('=') || name.includes(':') ? name.split(/[=:]/, 2) : [undefined, name];
  const spelled = titled(value ?? '');
  if (spelled === 'Any') return named(String.raw`\x{0}-\x{10ffff}`, String.raw`[\u{0}-\u{10ffff}]`);
  if (spelled === 'Assigned') return { kind: 'named', re2: undefined, points: computed(String.raw`\P{Cn}`) };
  if (spelled === 'Ascii') return asciiClasses.ascii;
  const sources =
    key === undefined ? [spelled, `Script=${spelled}`] : [`${titled(key)}=${spelled}`, `${key}=${spelled}`];
  const source = sources.map((one) => String.raw`\p{${one}}`).find(isPattern);
  if (source === undefined) return undefined;
  return {
    kind: 'named',
    re2: re2Categories.test(spelled) ? String.raw`\p{${spelled}}` : undefined,
    points: computed(source),
  };
}

/** `old italic` and `OLD-ITALIC` are Old_Italic; `nd` is Nd. */
function titled(name: string): string {
  return name
    .trim()
    .replace(/^is[ _-]?(?=[a-z])/i, (prefix) => (name.length > prefix.length + 1 ? '' : prefix))
    .split(/[ _-]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase())
    .join('_');
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'u').source !== '';
  } catch {
    return false;
  }
}
