// The types of fields as findings name them, and what the service does with a value that is wrong.

import type { Field, FieldType } from '../../content/model/field.ts';
import { isJsonMap } from '../../json/json.ts';
import type { Refused } from '../check.ts';

/** What a field of a type takes. */
export const takes = {
  text: 'text',
  number: 'number',
  boolean: 'true or false',
  duration: 'text or a number',
  techniques: 'a list',
  words: 'a list',
  list: 'a list',
  maps: 'a list',
  map: 'a map',
  'named texts': 'a map',
} as const satisfies Record<FieldType, string>;

export type Taken = (typeof takes)[FieldType];

export function isTaken(value: unknown, taken: Taken): boolean {
  switch (taken) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'text or a number':
      return typeof value === 'string' || typeof value === 'number';
    case 'true or false':
      return typeof value === 'boolean';
    case 'a list':
      return Array.isArray(value);
    case 'a map':
      return isJsonMap(value);
  }
}

/** What a value is, in the same words. */
export function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isJsonMap(value)) return 'a map';
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' ? 'a number' : 'true or false';
}

/** When a wrong value of a field is refused: what only a scheduled rule has is not sent of another. */
export function refusedOf({ kinds }: Field): Refused {
  return kinds?.length === 1 && kinds[0] === 'Scheduled' ? 'of-scheduled' : 'always';
}
