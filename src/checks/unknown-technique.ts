// Reports a technique that ATT&CK Enterprise does not have.
import { attackTechnique } from '../tables/attack.ts';
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { techniquesOf } from './reading/techniques.ts';

export const unknownTechnique: Check = {
  code: 'content/unknown-technique',
  severity: 'warning',
  kinds: everyKind,
  summary: 'ATT&CK Enterprise has no technique of this id.',
  why: 'A wrong number files the rule under nothing. Mobile techniques are not known here; those for ICS (T0...) are not checked.',
  fix: 'Correct the id, or suppress the finding for a technique of another matrix.',
  see: pages.attack,
  run(item) {
    return techniquesOf(item)
      .filter(
        ({ id, isWellFormed }) => isWellFormed && !id.startsWith('T0') && attackTechnique(id) === undefined,
      )
      .map(({ id, path }) => ({
        message: `ATT&CK Enterprise has no technique ${id}`,
        at: item.source.valueAt(path),
      }));
  },
};
