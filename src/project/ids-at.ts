// The ids that content files had at a git revision: the id is the ARM name, so a changed one is another rule.
import type { ContentItem } from '../content/content-item.ts';
import { parseContent } from '../content/files/load.ts';
import { projectError } from './codes.ts';
import { commitAt, git } from './git.ts';

/** Answers the id of an item's file at `ref`; undefined where the file was not there. Throws a UserError for an unknown revision. */
export function idsAt(ref: string, folder: string): (item: ContentItem) => string | undefined {
  if (commitAt(folder, ref) === undefined) {
    throw projectError('cli/unknown-revision', `There is no revision ${ref} here.`, {
      hint: 'Fetch it first, or name another with --since.',
    });
  }
  return (item) => {
    const text = git(folder, ['show', `${ref}:./${item.file}`]);
    return text === undefined ? undefined : parseContent(text, { file: item.file, kind: item.kind }).item?.id;
  };
}
