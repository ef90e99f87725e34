// The type that columns of a name usually have: for columns that a query reads of what nobody knows the columns of.
import { asimSchemas } from './data/known-functions.ts';
import { logAnalyticsTables, standardColumns } from './data/log-analytics.ts';
import { typeBySuffix } from './open-columns.ts';
import type { KqlType } from './schema.ts';

const known = new Map<string, KqlType | undefined>();

/** That of the suffix of a custom log, else the one that most tables give a column of the name; undefined where none has it. */
export function usualType(name: string): KqlType | undefined {
  if (!known.has(name)) known.set(name, typeBySuffix(name) ?? typeInTables(name));
  return known.get(name);
}

function typeInTables(name: string): KqlType | undefined {
  if (!/^\w+$/.test(name)) return undefined;
  const column = new RegExp(`(?<=[ \`\\n])${name}(?::(\\w+))?(?=[ \\n]|$)`, 'g');
  for (const text of [standardColumns, asimSchemas, logAnalyticsTables]) {
    const counts = new Map<KqlType, number>();
    for (const [, type = 'string'] of ` ${text}`.matchAll(column))
      counts.set(type as KqlType, (counts.get(type as KqlType) ?? 0) + 1);
    const [most] = [...counts].sort(([, a], [, b]) => b - a);
    if (most !== undefined) return most[0];
  }
  return undefined;
}
