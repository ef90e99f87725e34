// What the cases of an item do not notice, from the kept result of changing its query.
import { mutationKinds } from '../mutation/mutant.ts';
import type { JudgedMutant } from '../mutation/score.ts';
import { type Html, html, type Piece } from './html.ts';
import { earlierNote, scoreBadge, section, table } from './parts.ts';
import type { ReportedItem } from './report-input.ts';

/** The share that is noticed, and each change that is not. */
export function mutationSection({ mutation }: ReportedItem): Piece {
  if (mutation === undefined) return undefined;
  const { total, killed, score, unnoticed, isCurrent } = mutation;
  const heads = [...(isCurrent ? ['Line of the file'] : []), 'Change', 'Before', 'After', 'Excluded because'];
  return section(
    'Mutation',
    html`<p>${scoreBadge(score)} ${killed} of ${total} small changes of the query are noticed by a case.</p>
${isCurrent ? '' : earlierNote}${
  unnoticed.length === 0
    ? ''
    : table(
        'Changes that no case notices',
        heads,
        unnoticed.map((one) => rowOf(one, isCurrent)),
      )
}`,
  );
}

/** A place in a query that was changed since would lead to the wrong line. */
function rowOf({ kind, line, column, before, after, reason }: JudgedMutant, isCurrent: boolean): Piece[] {
  return [
    ...(isCurrent ? [`${line}:${column}`] : []),
    `${kind}: ${mutationKinds[kind]}`,
    code(before),
    code(after),
    reason,
  ];
}

function code(text: string): Html {
  return text === '' ? html`nothing` : html`<code>${text}</code>`;
}
