// Reports a file name that another content file has in another folder.
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';

export const duplicateFileName: Check = {
  code: 'content/duplicate-file-name',
  severity: 'warning',
  kinds: everyKind,
  summary: 'Two content files in different folders have the same file name.',
  why: 'The file name is how detection tests and reports name an item.',
  fix: 'Rename one of the files.',
  see: pages.templateValidation,
  run(item, context) {
    const other = context.earlierWithSame('slug', item);
    if (other === undefined) return [];
    return [{ message: `${other.file} has the same file name`, at: item.source.keyAt([]) }];
  },
};
