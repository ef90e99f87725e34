// Rewrites in words: how many of them each detection saw, family by family, and those it did not.
import { families } from '../evasion/families/index.ts';
import { missesByRewrite } from '../evasion/record.ts';
import type { EvasionCounts, EvasionResults, JudgedEvasion } from '../evasion/score.ts';

/** `12/14`; empty where nothing applies. */
const share = ({ seen, total }: { readonly seen: number; readonly total: number }) =>
  total === 0 ? '' : `${seen}/${total}`;

/** A row of headings, a row for each detection that was tried, and one for all of them. */
export function evasionTable({
  rules,
  families: all,
  ...whole
}: Pick<EvasionResults, 'families' | keyof EvasionCounts> & {
  readonly rules: readonly Pick<JudgedEvasion, 'name' | 'families' | keyof EvasionCounts>[];
}): readonly (readonly string[])[] {
  const what = (name: string) => families.find((family) => family.name === name)?.what ?? name;
  return [
    ['detection', 'seen', '%', ...all.map(({ name }) => what(name))],
    ...rules
      .filter(({ total }) => total > 0)
      .map((rule) => [rule.name, share(rule), String(rule.score), ...rule.families.map(share)]),
    ['all', share(whole), String(whole.score), ...all.map(share)],
  ];
}

/** `encoding/base64-sh hides 3 cases: sh -c ... (why)`, for each rewrite that an item misses. */
export function missLines({ misses }: Pick<JudgedEvasion, 'misses'>): readonly string[] {
  return missesByRewrite(misses).map(({ rewrite, cases, example, reason }) => {
    const why = reason === undefined ? '' : ` (${reason})`;
    return `${rewrite}: ${cases} missed, such as ${shown(example)}${why}`;
  });
}

const shownLength = 140;

/** A line in one line, and not longer than a reader wants. */
export function shown(text: string): string {
  const one = text.replaceAll(/\s+/g, ' ').trim();
  return one.length <= shownLength ? one : `${one.slice(0, shownLength)}...`;
}

/** `950 of 1000 seen, 50 missed, 4000 not applicable: 95 %` */
export function evasionSummary({ total, seen, missed, notApplicable, score }: EvasionCounts): string {
  return `${seen} of ${total} seen, ${missed} missed, ${notApplicable} not applicable: ${score} %`;
}
