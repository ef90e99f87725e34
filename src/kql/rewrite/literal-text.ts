// Writes a value as a KQL literal of a given type, so that the service reads back exactly that value.
import type { KqlType } from '../../tables/schema.ts';

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A double-quoted KQL string. https://learn.microsoft.com/kusto/query/scalar-data-types/string */
export function stringLiteral(text: string): string {
  const body = Array.from(text, (character) => escapes[character] ?? escapeControl(character)).join('');
  return `"${body}"`;
}

function escapeControl(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x20 ? `\\u${code.toString(16).padStart(4, '0')}` : character;
}

/**
 * The literal of a value in the forms of QueryResult (see rows/query-result.ts); null and undefined give the typed null, an
 * empty string for strings. https://learn.microsoft.com/kusto/query/scalar-data-types/
 */
export function literalText(value: unknown, type: KqlType): string {
  if (type === 'string') return stringLiteral(value === null || value === undefined ? '' : textOf(value));
  if (value === null || value === undefined) return `${type}(null)`;
  switch (type) {
    case 'dynamic':
      return `dynamic(${JSON.stringify(value)})`;
    case 'real':
      return `real(${specialReals[textOf(value)] ?? textOf(value)})`;
    case 'guid':
    case 'bool':
    case 'datetime':
    case 'decimal':
    case 'int':
    case 'long':
    case 'timespan':
      return `${type}(${textOf(value)})`;
  }
}

const specialReals: Readonly<Record<string, string>> = { NaN: 'nan', Infinity: '+inf', '-Infinity': '-inf' };

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
