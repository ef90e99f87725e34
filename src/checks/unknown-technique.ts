// Reports a technique that no version of ATT&CK in use has.
import { isAttackTechnique } from '../tables/attack.ts';
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { techniquesOf } from './reading/techniques.ts';

export const unknownTechnique: Check = {
  code: 'content/unknown-technique',
  severity: 'warning',
  kinds: detectionKinds,
  summary: 'No version of ATT&CK in use has a technique of this id.',
  why: 'A wrong number files the rule under nothing. Enterprise and Mobile are known; ids for ICS (T0...) are not checked.',
  fix: 'Correct the id, or suppress the finding for a technique that is newer than this list.',
  see: pages.attack,
  run(item) {
    return techniquesOf(item)
      .filter(({ id, isWellFormed }) => isWellFormed && !isAttackTechnique(id))
      .map(({ id, path }) => ({
        message: `ATT&CK has no technique ${id}`,
        at: item.source.valueAt(path),
      }));
  },
};
