// What letters the texts of a query have, as far as the query itself says: two texts that only the query wrote, or that it brought to
// lower case, are equal in any case or not at all, and no rows could tell `==` from `=~`.
import { type KqlSymbol, type Syntax, walk } from '../kql/syntax.ts';

/** The texts themselves, where all of them are known; or that there is no upper case letter in them. */
type Letters = { readonly values: readonly string[] } | 'lower case';

export interface QueryLetters {
  /** Whether two texts, or a text and a list, compare alike with case and without. */
  sameInAnyCase(left: Syntax, right: Syntax): boolean;
}

/** Functions that give one of their arguments from the first of these on, every second one or all. */
const choices: Readonly<Record<string, (args: readonly Syntax[]) => readonly Syntax[]>> = {
  case: (args) => args.filter((_, index) => index % 2 === 1 || index === args.length - 1),
  coalesce: (args) => args,
  iff: (args) => args.slice(1),
  iif: (args) => args.slice(1),
};

/** Functions that change no letter of their first argument, or give an empty text. */
const keeping: ReadonlySet<string> = new Set(['next', 'prev', 'substring', 'tostring']);

/** Reads the assignments of a bound query, and those of the functions that it calls. */
export function lettersIn(root: Syntax): QueryLetters {
  const given = new Map<KqlSymbol, Syntax>();
  const read = (tree: Syntax): void =>
    walk(tree, (node) => {
      const column = node.kind === 'SimpleNamedExpression' ? node.get('Name').symbol : undefined;
      if (column !== undefined) given.set(column, node.get('Expression'));
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
    if (name === 'strcat') return args.map(lettersOf).every(isLower) ? 'lower case' : undefined;
    const chosen = choices[name]?.(args) ?? (keeping.has(name) ? args.slice(0, 1) : []);
    return all(chosen.map(lettersOf));
  };

  const sameInAnyCase = (left: Syntax, right: Syntax): boolean => {
    if ([left, right].some(isNoText)) return true;
    const letters = [lettersOf(left), lettersOf(right)];
    if (letters.some((one) => isKnown(one) && one.values.every(hasNoCase))) return true;
    if (letters.every(isLower)) return true;
    const [these, those] = letters;
    return (
      isKnown(these) && isKnown(those) && !these.values.some((one) => those.values.some(differInCase(one)))
    );
  };
  return { sameInAnyCase };
}

/** Of the texts that a choice may give. */
function all(letters: readonly (Letters | undefined)[]): Letters | undefined {
  if (letters.length === 0) return undefined;
  if (letters.every(isKnown)) return { values: letters.flatMap(({ values }) => values) };
  return letters.every(isLower) ? 'lower case' : undefined;
}

function isNoText({ result }: Syntax): boolean {
  return result.kind === 'scalar' && result.type !== 'string' && result.type !== 'dynamic';
}

function isKnown(letters: Letters | undefined): letters is Exclude<Letters, string> {
  return letters !== undefined && letters !== 'lower case';
}

function isLower(letters: Letters | undefined): boolean {
  return isKnown(letters)
    ? letters.values.every((value) => value === value.toLowerCase())
    : letters !== undefined;
}

const hasNoCase = (value: string) => value.toLowerCase() === value.toUpperCase();

const differInCase = (one: string) => (other: string) =>
  one !== other && one.toLowerCase() === other.toLowerCase();
