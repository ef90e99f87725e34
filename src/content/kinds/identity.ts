// Where most kinds of files say who they are, and how it is read.
import type { JsonMap } from '../../json/json.ts';
import type { Identity, Places } from './content-kind.ts';

/** Keys at the top of the file. */
export const topLevelPlaces: Places = {
  name: ['name'],
  description: ['description'],
  query: ['query'],
  version: ['version'],
};

/** What stands under `id` and `name`. */
export function topLevelIdentity({ id, name }: JsonMap): Identity {
  return { id: identifyingText(id), name: identifyingText(name) };
}

/** Numbers count as text here: a rule named `2024` has a name. */
export function identifyingText(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}
