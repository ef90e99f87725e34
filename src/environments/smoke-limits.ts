// What smoke allows in an environment: how many alerts a day, for all rules and for chosen ones.
import type { ContentItem } from '../content/content-item.ts';
import { count, list, map, type Option, optional, required } from './option.ts';
import { type Selector, selector, selects } from './selector.ts';

export interface SmokeSettings {
  /** Undefined: any number. */
  readonly maxAlertsPerDay?: number;
  /** Other limits for some rules; a later entry stands over an earlier one. */
  readonly overrides?: readonly SmokeOverride[];
}

interface SmokeOverride {
  readonly match: Selector;
  readonly maxAlertsPerDay: number;
}

/** `smoke:`. */
export const smoke: Option<SmokeSettings> = map<SmokeSettings>({
  about: 'Limits of smoke.',
  fields: {
    maxAlertsPerDay: optional(
      'any number passes',
      count({ about: 'More alerts a day from one rule fail.', least: 0 }),
    ),
    overrides: optional(
      'none',
      list({
        about: 'Other limits for the rules chosen; a later entry stands over an earlier one.',
        each: map<SmokeOverride>({
          about: 'One override.',
          fields: {
            match: required('Say for which rules: `match: { tag: noisy }`.', selector),
            maxAlertsPerDay: required(
              'Write maxAlertsPerDay.',
              count({ about: 'More alerts a day from one of these fail.', least: 0 }),
            ),
          },
        }),
      }),
    ),
  },
});

/** How many alerts a day a rule may raise; undefined: any number. */
export function maxAlertsPerDay(settings: SmokeSettings, item: ContentItem): number | undefined {
  const own = settings.overrides?.filter(({ match }) => selects(match, item)).at(-1);
  return own?.maxAlertsPerDay ?? settings.maxAlertsPerDay;
}
