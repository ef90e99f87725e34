// Reports a tactic that Sentinel does not have.
import { definitionOf } from '../content/kinds/kinds.ts';
import { wordOf } from '../content/model/words.ts';
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { textsOf } from './reading/item-values.ts';
import { intendedWord } from './reading/words.ts';

export const invalidTactic: Check = {
  code: 'content/invalid-tactic',
  severity: 'error',
  uncheckedSeverity: 'warning',
  refused: 'always',
  kinds: detectionKinds,
  summary: 'A tactic is none Sentinel knows; they are written without blanks.',
  why: 'The service refuses the rule, and a hunting query is not found under its tactic.',
  fix: 'Write an ATT&CK tactic without blanks, such as CredentialAccess.',
  see: pages.restApi,
  run(item) {
    const { words = [], formerWords = [] } = definitionOf(item).fields['tactics'] ?? {};
    return textsOf(item, ['tactics'])
      .filter(({ value }) => wordOf(value, words) === undefined)
      .map(({ value, path }) => ({
        message: `There is no tactic \`${value}\``,
        at: item.source.valueAt(path),
        hint: hintFor(value, words),
        // The service still takes PreAttack.
        refused: wordOf(value, formerWords) === undefined ? 'always' : 'never',
      }));
  },
};

function hintFor(tactic: string, words: readonly string[]): string | undefined {
  if (/^pre-?attack$/i.test(tactic))
    return 'Use Reconnaissance or ResourceDevelopment, which replaced PreAttack.';
  const near = intendedWord(tactic, words);
  return near === undefined ? undefined : `Did you mean \`${near}\`?`;
}
