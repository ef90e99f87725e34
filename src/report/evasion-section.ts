// Which other spellings of its cases a detection sees, from the kept result of rewriting them.
import { families } from '../evasion/families/index.ts';
import { html, type Piece } from './html.ts';
import { earlierNote, scoreBadge, section, table } from './parts.ts';
import type { ReportedItem } from './report-input.ts';

/** The families that apply, and each rewrite that is missed. */
export function evasionSection({ evasion: kept }: ReportedItem): Piece {
  if (kept === undefined || kept.evasion.total === 0) return undefined;
  const { isCurrent } = kept;
  const { total, seen, score, families: counts, misses } = kept.evasion;
  const what = (name: string) => families.find((family) => family.name === name)?.what ?? name;
  const rows = counts
    .filter((family) => family.total > 0)
    .map((family) => [what(family.name), `${family.seen} of ${family.total}`]);
  const missed = misses.map(({ rewrite, cases, example, reason }) => [
    rewrite,
    cases,
    html`<code>${example}</code>`,
    reason,
  ]);
  return section(
    'Evasion',
    html`<p>${scoreBadge(score)} ${seen} of ${total} other spellings of the commands in its cases are seen.</p>
${isCurrent ? '' : earlierNote}${table('Seen by family of rewrites', ['Family', 'Seen'], rows)}${
  missed.length === 0
    ? ''
    : table('Rewrites that are missed', ['Rewrite', 'Cases', 'Such as', 'Known reason'], missed)
}`,
  );
}
