// The content as one environment makes it: the file, with the environment's parameters in its query.
import type { ContentItem } from '../content/content-item.ts';
import { queryOf } from '../content/content-item.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type Environment, parametersFor, strayParameters } from '../environments/environment.ts';
import { overrideParameters } from '../kql/parameters.ts';

export interface EffectiveItems {
  readonly items: readonly ContentItem[];
  /** Parameters that fit no item, name no parameter of its query, or have the wrong type: at their place in the environment. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Lays the environment over every item. An item without overrides comes back as it is. */
export function effectiveItems(items: readonly ContentItem[], environment: Environment): EffectiveItems {
  const made = items.map((item) => effectiveItem(item, environment));
  const stray = strayParameters(environment, items).map(
    ({ item, name, at }): Diagnostic => ({
      code: 'environment/stray-parameter',
      severity: 'error',
      message: `The parameter ${name} is for ${item}, which is no id, file name or tag of any content item`,
      file: environment.file,
      ...at,
      hint: 'Correct the name, or remove the parameter.',
    }),
  );
  return {
    items: made.map(({ item }) => item),
    diagnostics: [...made.flatMap(({ diagnostics }) => diagnostics), ...stray],
  };
}

function effectiveItem(
  item: ContentItem,
  environment: Environment,
): { item: ContentItem; diagnostics: Diagnostic[] } {
  const overrides = parametersFor(environment, item);
  const query = queryOf(item);
  if (overrides.length === 0 || query === undefined) return { item, diagnostics: [] };
  const values = Object.fromEntries(overrides.map(({ name, value }) => [name, value]));
  const { text, problems } = overrideParameters(query, values);
  const diagnostics = problems.map(({ code, name, message, hint }): Diagnostic => {
    const at = overrides.find((override) => override.name === name)?.at;
    return {
      code,
      severity: 'error',
      message: `${message} (${item.file})`,
      file: environment.file,
      ...at,
      hint,
    };
  });
  return { item: { ...item, values: { ...item.values, query: text } }, diagnostics };
}
