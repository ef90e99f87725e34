// Tells which content files were written, for export and convert.
import { plural } from '../diagnostics/plural.ts';
import { diffLines } from '../plan/text-diff.ts';
import type { FileResult } from './write-files.ts';

export type ResultCounts = Readonly<Record<FileResult['result'], number>>;

/** How many files had each result. */
export function countResults(files: readonly FileResult[]): ResultCounts {
  const count = (result: FileResult['result']) => files.filter((file) => file.result === result).length;
  return {
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    failed: count('failed'),
  };
}

/** A line for every file that was written or has something to tell, then the counts; of a dry run, with what would change. */
export function fileLines(files: readonly FileResult[], isDry = false): string {
  const { created, updated, unchanged, failed } = countResults(files);
  const shown = [...files].sort((a, b) => (a.file < b.file ? -1 : 1)).flatMap(linesOf);
  const counts = [`${created} created`, `${updated} updated`, `${unchanged} unchanged`];
  if (failed > 0) counts.push(`${failed} failed`);
  const said = isDry ? ' Nothing was written: this was a dry run.' : '';
  return [...shown, `${plural(files.length, 'item')}: ${counts.join(', ')}.${said}`, ''].join('\n');
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
function changesOf({ before, text }: FileResult): string[] {
  if (before === undefined || text === undefined) return [];
  const all = diffLines(before, text);
  const isNear = (at: number) => [at - 1, at, at + 1].some((near) => (all[near]?.op ?? ' ') !== ' ');
  return all.filter((_, at) => isNear(at)).map(({ op, text: line }) => `    ${op} ${line}`.trimEnd());
}
