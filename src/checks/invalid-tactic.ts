// Reports a tactic that Sentinel does not have.
import { sentinelTactics } from '../tables/attack.ts';
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { textsOf } from './reading/item-values.ts';
import { intendedWord, wordOf } from './reading/words.ts';

export const invalidTactic: Check = {
  code: 'content/invalid-tactic',
  severity: 'error',
  huntingSeverity: 'warning',
  refused: 'always',
  kinds: everyKind,
  summary: 'A tactic is none Sentinel knows; they are written without blanks.',
  why: 'The service refuses the rule, and a hunting query is not found under its tactic.',
  fix: 'Write an ATT&CK tactic without blanks, such as CredentialAccess.',
  see: pages.restApi,
  run(item) {
    return textsOf(item, ['tactics'])
      .filter(({ value }) => wordOf(value, sentinelTactics) === undefined)
      .map(({ value, path }) => ({
        message: `There is no tactic \`${value}\``,
        at: item.source.valueAt(path),
        hint: hintFor(value),
        // The service still takes PreAttack.
        refused: isPreAttack(value) ? 'never' : 'always',
      }));
  },
};

const isPreAttack = (tactic: string) => tactic.toLowerCase() === 'preattack';

function hintFor(tactic: string): string | undefined {
  if (/^pre-?attack$/i.test(tactic))
    return 'Use Reconnaissance or ResourceDevelopment, which replaced PreAttack.';
  const near = intendedWord(tactic, sentinelTactics);
  return near === undefined ? undefined : `Did you mean \`${near}\`?`;
}
