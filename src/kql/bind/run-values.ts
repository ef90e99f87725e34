// Names that have another value in each run where many share one statement: no constants, though a query would write literals there.
import { type Syntax, walk } from '../syntax.ts';

const mark = 'value of the run: ';

/** The name that the value of a parameter is read by. */
export function runValueName(parameter: string): string {
  return `${mark}${parameter}`;
}

/** Whether a query may spell such a name: the values of its parameters are not taken out of it then. */
export function spellsRunValue(query: string): boolean {
  return query.includes(mark);
}

/**
 * The values of the run that an expression is made of as a constant would be: by name, as one inside a list, converted. What other
 * functions give of a literal is found when the query runs, in any case.
 */
export function runValuesIn(node: Syntax): readonly string[] {
  return runValuesUnder(node, (call) => converts.test(call.get('Name').name));
}

/** All values of the run that an expression is made of. */
export function runValuesBelow(node: Syntax): readonly string[] {
  return runValuesUnder(node, () => true);
}

function runValuesUnder(node: Syntax, isPassed: (call: Syntax) => boolean): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<Syntax>();
  const look = (from: Syntax) =>
    walk(from, (one) => {
      if (seen.has(one)) return false;
      seen.add(one);
      const { symbol } = one;
      if (symbol?.kind === 'parameter' && symbol.name.startsWith(mark)) found.add(symbol.name);
      if (one.kind === 'NameReference' && symbol?.kind === 'variable' && symbol.source !== undefined)
        look(symbol.source);
      return one.kind !== 'FunctionCallExpression' || isPassed(one);
    });
  look(node);
  return [...found];
}

const converts = /^(?:to[a-z]+|parse_json|replace_string)$/;
