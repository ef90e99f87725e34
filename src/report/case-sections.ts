// The cases of an item by tier: what each is, why it comes out as it does, and what is expected.
import { plural } from '../diagnostics/plural.ts';
import { type DetectionCase, type Tier, tiers } from '../testing/detection-case.ts';
import { expectedWords } from '../testing/expected-words.ts';
import { type Html, html, type Piece } from './html.ts';
import { section, table } from './parts.ts';
import type { ReportedItem } from './report-input.ts';

const tierWords = {
  A: 'ordinary use',
  B: 'a cheap evasion',
  C: 'a library or a neighbouring technique',
} as const satisfies Record<Tier, string>;

/** A table a tier; cases without one come last. */
export function caseSections({ cases, tested }: ReportedItem): Html {
  if (cases.length === 0) return section('Cases', html`<p>There is no detection test.</p>`);
  const parts = [...tiers, undefined].map((tier) => {
    const own = cases.filter((one) => one.tier === tier);
    return own.length === 0 ? undefined : tierTable(tier, own);
  });
  const result =
    tested === undefined
      ? ''
      : html`<p>${tested.passed} passed, ${tested.failed} failed, ${tested.skipped} skipped.</p>\n`;
  return section('Cases', [result, ...parts]);
}

function tierTable(tier: Tier | undefined, cases: readonly DetectionCase[]): Piece {
  const words = tier === undefined ? 'without a tier' : `of tier ${tier}, ${tierWords[tier]}`;
  return table(
    `${plural(cases.length, 'case')} ${words}`,
    ['Case', 'Why', 'Expected'],
    cases.map((one) => [one.name, one.why, expectation(one)]),
  );
}

function expectation({ expect, gap, skip }: DetectionCase): Piece {
  if (gap !== undefined) return html`<span class="badge partly">known gap</span> ${gap}`;
  const words = expectedWords(expect);
  return skip === undefined ? words : html`${words} <span class="badge partly">skipped</span> ${skip}`;
}
