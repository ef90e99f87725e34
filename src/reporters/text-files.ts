// Which content files were written, or would be, for a reader at a terminal: the reports of export and convert.
import { compareText } from '../diagnostics/compare-text.ts';
import { oneLine } from '../diagnostics/harmless.ts';
import { plural } from '../diagnostics/plural.ts';
import { diffLines } from '../plan/text-diff.ts';
import { kindsIn } from '../transfer/collections.ts';
import { countResults, type FileResult } from '../transfer/file-result.ts';
import type { LeftOut } from '../transfer/items-to-export.ts';
import { noneOf, noneOfMany } from '../transfer/kind-words.ts';
import type { ConvertReport, ExportReport } from './report.ts';
import type { Style } from './style.ts';
import { renderDiagnostic } from './text-diagnostics.ts';

/** What could not be converted, then the files. */
export function renderConverted(
  { diagnostics, files, dryRun, sourceOf }: ConvertReport,
  style: Style,
): string {
  return [
    ...diagnostics.map((one) => `${renderDiagnostic(one, style, sourceOf)}\n`),
    fileLines(files, dryRun),
  ].join('');
}

/** The files, then what of the workspace was left out. */
export function renderExported({ files, dryRun, leftOut }: ExportReport): string {
  return [fileLines(files, dryRun), ...leftOutLines(leftOut)].join('');
}

/** A sentence for each reason to leave something out. */
function leftOutLines({ owned, savedSearches }: LeftOut): readonly string[] {
  const lines = Object.entries(owned).map(
    ([owner, count]) => `Left out: ${plural(count, 'item')} of ${oneLine(owner)}; --all takes them too.\n`,
  );
  if (savedSearches === 0) return lines;
  const kinds = kindsIn('savedSearches');
  const searches =
    savedSearches === 1
      ? `1 saved search that is ${noneOf(kinds)}`
      : `${savedSearches} saved searches that are ${noneOfMany(kinds)}`;
  return [...lines, `Left out: ${searches}.\n`];
}

/** A line for every file that was written or needs a note, then the counts; of a dry run, with what would change. */
function fileLines(files: readonly FileResult[], isDry: boolean): string {
  const { created, updated, unchanged, failed } = countResults(files);
  const shown = [...files].sort((a, b) => compareText(a.file, b.file)).flatMap(linesOf);
  const counts = [`${created} created`, `${updated} updated`, `${unchanged} unchanged`];
  if (failed > 0) counts.push(`${failed} failed`);
  const note = isDry ? ' Nothing was written: this was a dry run.' : '';
  return [...shown, `${plural(files.length, 'item')}: ${counts.join(', ')}.${note}`, ''].join('\n');
}

function linesOf(item: FileResult): string[] {
  const { file, result, changed, notHeld, unknown, overridden, reason } = item;
  const keys = result === 'updated' ? ` (${changed?.join(', ')})` : '';
  const notes = [
    ...(reason === undefined ? [] : [reason]),
    ...(notHeld.length === 0
      ? []
      : [`A file has no place for ${notHeld.join(', ')}; deployments leave it alone.`]),
    ...(unknown === undefined
      ? []
      : [`Not known to this tool: ${unknown.join(', ')}; deployments leave it as it is.`]),
    ...(overridden.length === 0
      ? []
      : [`The environment overrides ${overridden.join(', ')}; plan goes on showing it.`]),
  ];
  if (result === 'unchanged' && notes.length === 0) return [];
  return [`${result} ${file}${keys}`, ...notes.map((note) => `    ${note}`), ...changesOf(item)];
}

/** The lines that would go and come, with a line on either side of them. */
export function changesOf({ before, text }: Pick<FileResult, 'before' | 'text'>): readonly string[] {
  if (before === undefined || text === undefined) return [];
  const all = diffLines(before, text);
  const isNear = (at: number) => [at - 1, at, at + 1].some((near) => (all[near]?.op ?? ' ') !== ' ');
  return all.filter((_, at) => isNear(at)).map(({ op, text: line }) => `    ${op} ${line}`.trimEnd());
}
