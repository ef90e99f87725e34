// The content as one environment makes it: what it leaves out, the parameters it sets in queries, the switches and severities it gives.
import type { ContentItem } from '../content/content-item.ts';
import { allContentKinds, definitionOf, queryOf, withQuery } from '../content/kinds/kinds.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ContentOverride } from '../environments/content-rules.ts';
import { type Environment, parametersFor, strayParameters } from '../environments/environment.ts';
import { type Selector, selects } from '../environments/selector.ts';
import { overrideParameters } from '../kql/rewrite/parameters.ts';
import { planFinding } from './codes.ts';

export interface EffectiveItems {
  /** What hash and evidence are of. */
  readonly items: readonly ContentItem[];
  /** Items whose file exists and that the environment leaves out. */
  readonly excluded: readonly ContentItem[];
  /** Files of items whose tuning on the workspace stands. */
  readonly locked: ReadonlySet<string>;
  /** What fits no item, names no parameter of its query, or has the wrong type: at its place in the environment. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Lays the environment over every item; one it says nothing of comes back as it is. `all` is the whole project where `items` is a
 * part of it: what the environment says of the rest is not stray.
 */
export function effectiveItems(
  items: readonly ContentItem[],
  environment: Environment,
  all: readonly ContentItem[] = items,
): EffectiveItems {
  const chosen = items.filter((item) => isChosen(item, environment));
  const effective = chosen.map((item) => effectiveItem(item, environment));
  const locked = chosen.filter((item) => overrideOf('locked', item, environment) === true);
  return {
    items: effective.map(({ item }) => item),
    excluded: items.filter((item) => !chosen.includes(item)),
    locked: new Set(locked.map(({ file }) => file)),
    diagnostics: [
      ...effective.flatMap(({ diagnostics }) => diagnostics),
      ...parametersWithoutItem(environment, all),
      ...selectorsWithoutItem(environment, all),
    ],
  };
}

function isChosen(item: ContentItem, { content }: Environment): boolean {
  if (content === undefined) return true;
  const { include, exclude } = content;
  const isIncluded = include.length === 0 || include.some((selector) => selects(selector, item));
  return isIncluded && !exclude.some((selector) => selects(selector, item));
}

type Overridable = 'enabled' | 'severity' | 'locked';

/** What can be overridden where: any item can be locked; the severity of a rule without a query is the service's own. */
function takes(item: ContentItem, key: Overridable): boolean {
  if (key === 'locked') return true;
  return definitionOf(item).overrides.includes(key) && (key === 'enabled' || queryOf(item) !== undefined);
}

/** `analytics rule`: the kinds of which an environment may set it. */
function kindsThatTake(key: Exclude<Overridable, 'locked'>): string {
  const kinds = allContentKinds.filter(({ overrides }) => overrides.includes(key));
  return kinds.map(({ words }) => words.one).join(' or ');
}

function overrideOf<K extends Overridable>(
  key: K,
  item: ContentItem,
  environment: Environment,
): ContentOverride[K] | undefined {
  const fitting = environment.overrides.filter(
    (override) => override[key] !== undefined && selects(override.match, item),
  );
  return takes(item, key) ? fitting.at(-1)?.[key] : undefined;
}

function effectiveItem(
  file: ContentItem,
  environment: Environment,
): { item: ContentItem; diagnostics: Diagnostic[] } {
  const stated = Object.fromEntries(
    (['enabled', 'severity'] as const)
      .map((key) => [key, overrideOf(key, file, environment)] as const)
      .filter(([, value]) => value !== undefined),
  );
  const isSame = Object.keys(stated).length === 0;
  const item = isSame ? file : { ...file, values: { ...file.values, ...stated } };
  return withParameters(item, environment);
}

function withParameters(
  item: ContentItem,
  environment: Environment,
): { item: ContentItem; diagnostics: Diagnostic[] } {
  const overrides = parametersFor(environment, item);
  const query = queryOf(item);
  if (overrides.length === 0 || query === undefined) return { item, diagnostics: [] };
  const values = Object.fromEntries(overrides.map(({ name, value }) => [name, value]));
  const { text, problems } = overrideParameters(
    query,
    values,
    (asked) => overrides.find(({ name }) => name === asked)?.shown,
  );
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
  return { item: withQuery(item, text), diagnostics };
}

function parametersWithoutItem(environment: Environment, items: readonly ContentItem[]): Diagnostic[] {
  return strayParameters(environment, items).map(({ item, name, at }) => {
    const message = `The parameter ${name} is for ${item}, which is no id, file name or tag of any content item`;
    const hint = 'Correct the name, or remove the parameter.';
    return planFinding('environment/stray-parameter', message, { file: environment.file, ...at, hint });
  });
}

/** A misspelt selector would leave a rule where it must not go, or leave it untuned, without a word. */
function selectorsWithoutItem(environment: Environment, items: readonly ContentItem[]): Diagnostic[] {
  const { content, overrides, smoke, file } = environment;
  const isUnused = (selector: Selector, key: Overridable) =>
    !items.some((item) => takes(item, key) && selects(selector, item));
  const stray = ({ text, at }: Selector, why: string): Diagnostic =>
    planFinding('environment/stray-selector', `Nothing is chosen by ${text}: ${why}`, { file, ...at });
  const limits = (smoke.overrides ?? []).map(({ match }) => match);
  const choices = [...(content?.include ?? []), ...(content?.exclude ?? []), ...limits].filter((selector) =>
    isUnused(selector, 'locked'),
  );
  return [
    ...choices.map((selector) => stray(selector, 'no content item fits')),
    ...overrides.flatMap((override) => {
      if (isUnused(override.match, 'locked')) return [stray(override.match, 'no content item fits')];
      const useless = (['enabled', 'severity'] as const).filter(
        (key) => override[key] !== undefined && isUnused(override.match, key),
      );
      return useless.map((key) =>
        stray(override.match, `no ${kindsThatTake(key)} fits, and only those have ${key}`),
      );
    }),
  ];
}
