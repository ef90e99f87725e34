// Tells which further tactics a technique has that the item does not name.
import { wordOf } from '../content/model/words.ts';
import { sentinelTactics } from '../tables/attack.ts';
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { textsOf } from './reading/item-values.ts';
import { techniquesOf } from './reading/techniques.ts';

export const techniqueOtherTactics: Check = {
  code: 'content/technique-other-tactics',
  severity: 'info',
  kinds: detectionKinds,
  summary: 'A technique has further tactics that the item does not name.',
  why: 'One of Microsoft’s validations asks for all of them; naming only the one that is meant is common.',
  fix: 'Add the tactic where the detection covers it.',
  see: pages.attack,
  run(item) {
    const stated = new Set(textsOf(item, ['tactics']).map(({ value }) => wordOf(value, sentinelTactics)));
    return techniquesOf(item).flatMap(({ id, path, newestTactics: tactics = [] }) => {
      const others = tactics.filter((tactic) => !stated.has(wordOf(tactic, sentinelTactics)));
      if (others.length === 0 || others.length === tactics.length) return [];
      return [{ message: `${id} also belongs to ${others.join(', ')}`, at: item.source.valueAt(path) }];
    });
  },
};
