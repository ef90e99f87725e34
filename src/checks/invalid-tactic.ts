// Reports a tactic that Sentinel does not have.
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { sentinelTactics } from '../tables/attack.ts';
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { textsOf } from './reading/item-values.ts';

export const invalidTactic: Check = {
  code: 'content/invalid-tactic',
  severity: 'error',
  kinds: everyKind,
  summary: 'A tactic is none Sentinel knows; they are written without blanks.',
  why: 'The service refuses the rule, and a hunting query is not found under its tactic.',
  fix: 'Write an ATT&CK tactic without blanks, such as CredentialAccess.',
  see: pages.restApi,
  run(item) {
    return textsOf(item, ['tactics'])
      .filter(({ value }) => !(sentinelTactics as readonly string[]).includes(value))
      .map(({ value, path }) => ({
        message: `There is no tactic \`${value}\``,
        at: item.source.valueAt(path),
        hint: hintFor(value),
      }));
  },
};

function hintFor(tactic: string): string | undefined {
  if (/^pre-?attack$/i.test(tactic))
    return 'Use Reconnaissance or ResourceDevelopment, which replaced PreAttack.';
  const near = didYouMean(tactic.replaceAll(/[\s_-]/g, ''), sentinelTactics);
  return near === undefined ? undefined : `Did you mean \`${near}\`?`;
}
