// Which files were laid out, or would be, for a reader at a terminal.
import { plural } from '../diagnostics/plural.ts';
import { countFormatted, type FormattedFile } from '../formatting/format-files.ts';
import type { FormatReport } from './report.ts';
import type { Style } from './style.ts';
import { renderDiagnostic } from './text-diagnostics.ts';
import { changesOf } from './text-files.ts';

/** Of each file so many lines of its changes are shown: they tell what kind of change it is. */
const changesShown = 20;

/** Why files keep their layout, then the files that change, then the counts. */
export function renderFormatted({ files, diagnostics, check, sourceOf }: FormatReport, style: Style): string {
  const { formatted, unchanged, failed } = countFormatted(files);
  const lines = files
    .filter(({ result }) => result === 'formatted')
    .flatMap((one) => [`${check ? 'would format' : 'formatted'} ${one.file}`, ...shortDiff(one)]);
  const counts = [
    `${plural(formatted, 'file')} ${check ? 'to format' : 'formatted'}`,
    `${unchanged} unchanged`,
    ...(failed > 0 ? [style.red(`${failed} left as they are`)] : []),
  ];
  return [
    ...diagnostics.map((one) => renderDiagnostic(one, style, sourceOf)),
    ...lines,
    `${counts.join(', ')}.`,
    '',
  ].join('\n');
}

function shortDiff(file: FormattedFile): readonly string[] {
  const all = changesOf(file);
  const left = all.length - changesShown;
  return left > 0 ? [...all.slice(0, changesShown), `    ... and ${plural(left, 'more line')}`] : all;
}
