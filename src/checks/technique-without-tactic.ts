// Reports a technique none of whose tactics the item names.
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { oneOf, textsOf } from './reading/item-values.ts';
import { techniquesOf } from './reading/techniques.ts';

export const techniqueWithoutTactic: Check = {
  code: 'content/technique-without-tactic',
  severity: 'error',
  kinds: everyKind,
  summary: 'None of the tactics of a technique is among the tactics.',
  why: 'The service refuses the rule: no valid tactic corresponds to the technique.',
  fix: 'Add one of the technique’s tactics, or correct the technique.',
  see: pages.attack,
  run(item) {
    const stated = new Set(textsOf(item, ['tactics']).map(({ value }) => value));
    if (stated.size === 0) return [];
    return techniquesOf(item).flatMap(({ id, path, tactics }) => {
      if (tactics === undefined || tactics.some((tactic) => stated.has(tactic))) return [];
      const message = `${id} belongs to ${oneOf(tactics)}, which the tactics do not name`;
      return [
        {
          message,
          at: item.source.valueAt(path),
          hint: `Add ${oneOf(tactics)} to the tactics, or correct the technique.`,
        },
      ];
    });
  },
};
