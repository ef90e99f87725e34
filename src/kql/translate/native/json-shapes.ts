// treepath() and buildschema(): the paths and the types inside dynamic values.
import type { NativeFunction } from './native-function.ts';

function pathsOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) {
    const inner = value.flatMap((item, i) => pathsOf(item, `${path}[${i}]`));
    return [...(path === '' ? [] : [path]), ...inner];
  }
  if (typeof value !== 'object' || value === null) return path === '' ? [] : [path];
  const inner = Object.entries(value).flatMap(([key, item]) => pathsOf(item, `${path}['${key}']`));
  return [...(path === '' ? [] : [path]), ...inner];
}

/** A type name, a bag of schemas by key, or several of them. */
type Schema = string | { readonly [key: string]: Schema } | readonly Schema[];

const indexer = '`indexer`';

function schemaOf(values: readonly unknown[]): Schema | undefined {
  const names = new Set<string>();
  const keys = new Map<string, unknown[]>();
  for (const value of values) {
    if (value === null || value === undefined) continue;
    if (Array.isArray(value)) keys.set(indexer, [...(keys.get(indexer) ?? []), ...value]);
    else if (typeof value === 'object') {
      for (const [key, item] of Object.entries(value)) keys.set(key, [...(keys.get(key) ?? []), item]);
    } else names.add(typeName(value));
  }
  const parts: Schema[] = [...names];
  if (keys.size > 0) {
    parts.push(Object.fromEntries([...keys].map(([key, items]) => [key, schemaOf(items) ?? 'null'])));
  }
  return parts.length > 1 ? parts : parts[0];
}

function typeName(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'long' : 'double';
  if (typeof value === 'boolean') return 'bool';
  return 'string';
}

export const jsonShapes = {
  buildschema: (values) => (Array.isArray(values) ? JSON.stringify(schemaOf(values) ?? {}) : null),
  treepath: (value) => (typeof value === 'object' && value !== null ? pathsOf(value, '') : null),
} satisfies Record<string, NativeFunction>;
