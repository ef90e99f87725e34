// JSONPath as Kusto writes it (`$.a['b c'][0]`), read into steps and written for DuckDB.
import { type Sql, textSql } from '../sql.ts';

/** A key, or an index that counts from the end when negative. */
export type Step = string | number;

const step = /\.([\w@-]+)|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]|\[(-?\d+)\]/y;

/** Steps of a path, or undefined when it has a wildcard, a filter or another form that yields more than one value. */
export function pathOf(text: string): Step[] | undefined {
  if (!text.startsWith('$')) return undefined;
  const steps: Step[] = [];
  step.lastIndex = 1;
  while (step.lastIndex < text.length) {
    const match = step.exec(text);
    if (match === null) return undefined;
    const [, plain, single, double, index] = match;
    const key = (plain ?? single ?? double)?.replaceAll(/\\(.)/g, '$1');
    // DuckDB reads stars as a wildcard even when quoted, and no empty key.
    if (key !== undefined && /^\**$/.test(key)) return undefined;
    steps.push(key ?? Number(index));
  }
  return steps;
}

/** The path as a DuckDB literal; keys are quoted, because bare ones may be wildcards. */
export function keyPath(steps: readonly Step[]): Sql {
  const parts = steps.map((one) => {
    if (typeof one === 'number') return one < 0 ? `[#${one}]` : `[${one}]`;
    return `."${one.replaceAll(/["\\]/g, '\\$&')}"`;
  });
  return textSql(`$${parts.join('')}`);
}
