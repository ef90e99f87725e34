// What letters the texts of a query have, as far as the query itself says: two texts that only the query wrote, or that it brought to
// one case, are equal in any case or not at all, and no rows could tell `==` from `=~`, or `startswith` from `startswith_cs`.
import { type KqlSymbol, type Syntax, walk } from '../kql/syntax.ts';

/** The texts themselves, where all of them are known; or that all letters in them are of one case. */
type Letters = { readonly values: readonly string[] } | OneCase;
type OneCase = 'lower case' | 'upper case';

export interface QueryLetters {
  /** Whether two texts, or a text and a list, are equal with case as without. */
  sameInAnyCase(left: Syntax, right: Syntax): boolean;
  /** The same of a text and what may be a part of it. */
  holdsInAnyCase(left: Syntax, right: Syntax): boolean;
}

/** Functions that give one of their arguments, and which arguments those are. */
const choices: Readonly<Record<string, (args: readonly Syntax[]) => readonly Syntax[]>> = {
  case: (args) => args.filter((_, index) => index % 2 === 1 || index === args.length - 1),
  coalesce: (args) => args,
  iff: (args) => args.slice(1),
  iif: (args) => args.slice(1),
};

/** Functions that give their first argument as it is, or an empty text. */
const keeping: ReadonlySet<string> = new Set(['next', 'prev', 'tostring']);

/** Functions whose result has no letters but those of these arguments. */
const composing: Readonly<Record<string, (args: readonly Syntax[]) => readonly Syntax[]>> = {
  extract: (args) => args.slice(2, 3),
  replace_regex: ([text, , rewrite]) => [text!, rewrite!],
  replace_string: ([text, , rewrite]) => [text!, rewrite!],
  strcat: (args) => args,
  strcat_delim: (args) => args,
  substring: (args) => args.slice(0, 1),
  trim: (args) => args.slice(1),
  trim_end: (args) => args.slice(1),
  trim_start: (args) => args.slice(1),
};

/** Reads the assignments of a bound query, and those of the functions that it calls. */
export function lettersIn(root: Syntax): QueryLetters {
  const given = new Map<KqlSymbol, Syntax>();
  const read = (tree: Syntax): void =>
    walk(tree, (node) => {
      const symbol = isAssignment(node) ? node.get('Name').symbol : undefined;
      if (symbol !== undefined) given.set(symbol, node.get('Expression'));
      const body = node.kind === 'FunctionCallExpression' ? node.calledBody() : undefined;
      if (body !== undefined) read(body);
      return undefined;
    });
  read(root);

  const ofSymbol = (symbol: KqlSymbol | undefined): Letters | undefined => {
    if (symbol === undefined) return undefined;
    const expression = given.get(symbol);
    if (expression !== undefined) return lettersOf(expression);
    return symbol.kind === 'column' ? all(symbol.originals.map(ofSymbol)) : undefined;
  };

  const lettersOf = (node: Syntax): Letters | undefined => {
    if (node.stringValue !== undefined) return { values: [node.stringValue] };
    if (node.kind === 'ExpressionList') return all(node.list('Expressions').map(lettersOf));
    if (node.kind === 'ParenthesizedExpression') return lettersOf(node.get('Expression'));
    if (node.kind === 'NameReference') return ofSymbol(node.symbol);
    if (node.kind !== 'FunctionCallExpression') return undefined;
    const { name } = node.get('Name');
    const args = node.get('ArgumentList').list('Expressions');
    if (name === 'tolower') return 'lower case';
    if (name === 'toupper') return 'upper case';
    const parts = composing[name]?.(args);
    if (parts !== undefined) return oneCaseOf(parts.map(lettersOf));
    const chosen = choices[name]?.(args) ?? (keeping.has(name) ? args.slice(0, 1) : []);
    return all(chosen.map(lettersOf));
  };

  const holdsInAnyCase = (left: Syntax, right: Syntax): boolean => {
    if ([left, right].some(isNoText)) return true;
    const letters = [lettersOf(left), lettersOf(right)];
    if (letters.some((one) => isKnown(one) && one.values.every(hasNoCase))) return true;
    return oneCaseOf(letters) !== undefined;
  };

  const sameInAnyCase = (left: Syntax, right: Syntax): boolean => {
    if (holdsInAnyCase(left, right)) return true;
    const [these, those] = [lettersOf(left), lettersOf(right)];
    return (
      isKnown(these) && isKnown(those) && !these.values.some((one) => those.values.some(differInCase(one)))
    );
  };
  return { sameInAnyCase, holdsInAnyCase };
}

/** Of a column, or of a name by a let: a literal there may be a parameter, which has another value in a case. */
function isAssignment(node: Syntax): boolean {
  if (node.kind === 'SimpleNamedExpression') return true;
  return node.kind === 'LetStatement' && node.get('Expression').stringValue === undefined;
}

/** Of the texts that a choice may give. */
function all(letters: readonly (Letters | undefined)[]): Letters | undefined {
  if (letters.length === 0) return undefined;
  if (letters.every(isKnown)) return { values: letters.flatMap(({ values }) => values) };
  return oneCaseOf(letters);
}

/** The case that all letters of these texts have. */
function oneCaseOf(letters: readonly (Letters | undefined)[]): OneCase | undefined {
  if (letters.length === 0) return undefined;
  return (['lower case', 'upper case'] as const).find((one) => letters.every((some) => isOf(one, some)));
}

function isNoText({ result }: Syntax): boolean {
  return result.kind === 'scalar' && result.type !== 'string' && result.type !== 'dynamic';
}

function isKnown(letters: Letters | undefined): letters is Exclude<Letters, string> {
  return typeof letters === 'object';
}

function isOf(one: OneCase, letters: Letters | undefined): boolean {
  if (!isKnown(letters)) return letters === one;
  const inCase = (value: string) => (one === 'lower case' ? value.toLowerCase() : value.toUpperCase());
  return letters.values.every((value) => value === inCase(value));
}

const hasNoCase = (value: string) => value.toLowerCase() === value.toUpperCase();

const differInCase = (one: string) => (other: string) =>
  one !== other && one.toLowerCase() === other.toLowerCase();
