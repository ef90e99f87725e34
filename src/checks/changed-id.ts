// Reports a file whose id is another than at the revision compared with.
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';

export const changedId: Check = {
  code: 'content/changed-id',
  severity: 'error',
  kinds: everyKind,
  summary: 'The id of an existing file changed (only with `lint --since REF`).',
  why: 'A changed id means a second rule in the workspace and an orphaned first one with its incidents and tuning.',
  fix: 'Restore the id, or delete the file and add a new one when another rule is meant.',
  see: pages.templateValidation,
  run(item, context) {
    const before = context.idBefore(item)?.trim().toLowerCase();
    if (before === undefined || before === '' || item.id === '' || before === item.id) return [];
    return [
      {
        message: `The id was \`${before}\` and is now \`${item.id}\``,
        at: item.source.valueAt(['id']),
        hint: `Restore \`${before}\`, or delete the file and add a new one when another rule is meant.`,
      },
    ];
  },
};
