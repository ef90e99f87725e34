// Reads what smoke allows in an environment: how many alerts a day, for all rules and for chosen ones.
import type { ContentItem } from '../content/content-item.ts';
import {
  type ConfigNode,
  configError,
  countOf,
  expectKeys,
  field,
  itemsOf,
  requiredField,
} from './config-reader.ts';
import { readSelector, type Selector, selects } from './selector.ts';

export interface SmokeSettings {
  /** Undefined: any number. */
  readonly maxAlertsPerDay?: number | undefined;
  /** Other limits for some rules; a later entry stands over an earlier one. */
  readonly overrides?: readonly SmokeOverride[] | undefined;
}

export interface SmokeOverride {
  readonly match: Selector;
  readonly maxAlertsPerDay: number;
}

export const smokeKeys = ['maxAlertsPerDay', 'overrides'] as const;
export const smokeOverrideKeys = ['match', 'maxAlertsPerDay'] as const;

/** Reads `smoke:`. Throws a UserError for anything wrong in it. */
export function readSmoke(node: ConfigNode): SmokeSettings {
  expectKeys(node, smokeKeys);
  const most = field(node, 'maxAlertsPerDay');
  const overrides = field(node, 'overrides');
  return {
    ...(most === undefined ? {} : { maxAlertsPerDay: countOf(most, 0) }),
    ...(overrides === undefined ? {} : { overrides: itemsOf(overrides).map(readOverride) }),
  };
}

function readOverride(node: ConfigNode): SmokeOverride {
  expectKeys(node, smokeOverrideKeys);
  const match = readSelector(requiredField(node, 'match', 'Say for which rules: `match: { tag: noisy }`.'));
  const most = field(node, 'maxAlertsPerDay');
  if (most === undefined)
    throw configError(node, 'The entry overrides nothing', { hint: 'Write maxAlertsPerDay.' });
  return { match, maxAlertsPerDay: countOf(most, 0) };
}

/** How many alerts a day a rule may raise; undefined: any number. */
export function maxAlertsPerDay(settings: SmokeSettings, item: ContentItem): number | undefined {
  const own = settings.overrides?.filter(({ match }) => selects(match, item)).at(-1);
  return own?.maxAlertsPerDay ?? settings.maxAlertsPerDay;
}
