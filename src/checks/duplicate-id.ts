// Reports an id that another content file has too.
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';

export const duplicateId: Check = {
  code: 'content/duplicate-id',
  severity: 'error',
  kinds: everyKind,
  summary: 'Two content files have the same id.',
  why: 'Both would be written to the same resource, so that one overwrites the other at every deployment.',
  fix: 'Give the newer of the two a new GUID.',
  see: pages.templateValidation,
  run(item, context) {
    const other = context.earlierWithSame('id', item);
    if (other === undefined) return [];
    return [{ message: `${other.file} has the id \`${item.id}\` too`, at: item.source.valueAt(['id']) }];
  },
};
