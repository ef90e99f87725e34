// Properties of an alert that its rule takes from result columns beside name, description, severity and tactics.
import { wordOf } from '../content/model/words.ts';
import { alertProperties } from '../tables/rule-words.ts';
import { bytesOf, cutToBytes, withinBytes } from './size.ts';

export type AlertProperty = (typeof alertProperties)[number];

/** Property of the alert -> its value: a text, or the values of a collection. */
export type AlertProperties = Readonly<Partial<Record<AlertProperty, string | readonly string[]>>>;

/** Of a collection, and of a text: https://learn.microsoft.com/azure/sentinel/sentinel-service-limits */
export const maxCollectionValues = 50;
export const maxPropertyBytes = 5 * 1024;

const confidenceLevels = ['Unknown', 'Low', 'Medium', 'High'] as const;

/** The value that a column's text gives a property; undefined where it has not the type of the property, which then keeps its default. */
const readers = {
  AlertLink: textValue,
  ConfidenceLevel: (text) => wordOf(text, confidenceLevels),
  ConfidenceScore: (text) => (/^(0(\.\d+)?|1(\.0+)?)$/.test(text) ? text : undefined),
  ExtendedLinks: collection,
  ProductComponentName: textValue,
  ProductName: textValue,
  ProviderName: textValue,
  RemediationSteps: collection,
  Techniques: (text) => {
    const techniques = valuesIn(text, ',').filter((value) => /^T\d{4}(\.\d{3})?$/i.test(value));
    return techniques.length === 0 ? undefined : limited(techniques.map((value) => value.toUpperCase()));
  },
} satisfies Record<AlertProperty, (text: string) => string | readonly string[] | undefined>;

/** The properties that have a value of their type. `textIn` gives the text of a column, '' where there is none. */
export function dynamicProperties(
  columns: Readonly<Partial<Record<AlertProperty, string>>>,
  textIn: (column: string) => string,
): AlertProperties {
  const entries = alertProperties.flatMap((property) => {
    const column = columns[property];
    const text = column === undefined ? '' : textIn(column);
    const value = text === '' ? undefined : readers[property](text);
    return value === undefined ? [] : [[property, value] as const];
  });
  return Object.fromEntries(entries);
}

function textValue(text: string): string {
  return cutToBytes(text, maxPropertyBytes);
}

/** A JSON list, or one text that is the only value. */
function collection(text: string): readonly string[] {
  return limited(valuesIn(text));
}

function limited(values: readonly string[]): readonly string[] {
  return withinBytes(values.slice(0, maxCollectionValues), { bytes: maxPropertyBytes, sizeOf: bytesOf });
}

/** The values of a JSON list; of any other text what `separator` parts, or the text itself. */
export function valuesIn(text: string, separator?: string): readonly string[] {
  const list = listIn(text) ?? (separator === undefined ? [text] : text.split(separator));
  return list.map((value) => value.trim()).filter((value) => value !== '');
}

function listIn(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const list: unknown = JSON.parse(text);
    if (!Array.isArray(list)) return undefined;
    return list.map((value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)));
  } catch {
    return undefined;
  }
}
