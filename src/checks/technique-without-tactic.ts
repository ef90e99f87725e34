// Reports a technique none of whose tactics the item names.
import type { ContentItem } from '../content/content-item.ts';
import { definitionOf } from '../content/kinds/kinds.ts';
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { intendedKeys } from './reading/intended-keys.ts';
import { has, oneOf, rawValue, textsOf } from './reading/item-values.ts';
import { techniquesOf } from './reading/techniques.ts';
import { intendedWord } from './reading/words.ts';

export const techniqueWithoutTactic: Check = {
  code: 'content/technique-without-tactic',
  severity: 'error',
  uncheckedSeverity: 'warning',
  refused: 'always',
  kinds: detectionKinds,
  summary: 'None of the tactics of a technique is among the tactics.',
  why: 'The service refuses the rule: no valid tactic corresponds to the technique.',
  fix: 'Add one of the technique’s tactics, or correct the technique.',
  see: pages.attack,
  run(item) {
    const stated = statedTactics(item);
    if (stated === undefined) return [];
    const findings = techniquesOf(item).flatMap(({ id, path, tactics }) => {
      if (tactics === undefined || tactics.some((tactic) => stated.has(tactic))) return [];
      return [{ id, tactics, at: item.source.valueAt(path) }];
    });
    // Without any tactic it is one thing that is wrong, however many techniques there are.
    return (stated.size === 0 ? findings.slice(0, 1) : findings).map(({ id, tactics, at }) => ({
      message: `${id} belongs to ${oneOf(tactics)}, which the tactics do not name`,
      at,
      hint: `Add ${oneOf(tactics)} to the tactics, or correct the technique.`,
    }));
  },
};

/** Misspelt tactics count as what they were meant to be; undefined where nobody can say, and where they are no list. */
function statedTactics(item: ContentItem): ReadonlySet<string> | undefined {
  if (intendedKeys(item, []).has('tactics')) return undefined;
  if (has(item, ['tactics']) && !Array.isArray(rawValue(item, ['tactics']))) return undefined;
  const { words = [], formerWords = [] } = definitionOf(item).fields['tactics'] ?? {};
  const tactics = textsOf(item, ['tactics']).map(({ value }) =>
    intendedWord(value, [...words, ...formerWords]),
  );
  if (tactics.some((tactic) => tactic === undefined)) return undefined;
  return new Set(tactics.filter((tactic) => tactic !== undefined));
}
