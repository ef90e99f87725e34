// Reports a technique that is not written as ATT&CK writes them.
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { techniquesOf } from './reading/techniques.ts';

export const invalidTechnique: Check = {
  code: 'content/invalid-technique',
  severity: 'error',
  uncheckedSeverity: 'warning',
  refused: 'always',
  kinds: detectionKinds,
  summary: 'A technique is not of the form T1234 or T1234.001.',
  why: 'The service refuses the rule.',
  fix: 'Write T and four digits, and for a sub-technique a dot and three digits.',
  see: pages.attack,
  run(item) {
    return techniquesOf(item)
      .filter((technique) => !technique.isWellFormed)
      .map(({ id, path }) => ({
        message: `\`${id}\` is not the id of a technique`,
        at: item.source.valueAt(path),
      }));
  },
};
