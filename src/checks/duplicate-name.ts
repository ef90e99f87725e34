// Reports a name that another item of the same kind has too.
import { namePath } from '../content/kinds/kinds.ts';
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';

export const duplicateName: Check = {
  code: 'content/duplicate-name',
  severity: 'warning',
  kinds: everyKind,
  summary: 'Two items of one kind have the same name.',
  why: 'Analysts see names, not ids: alerts and incidents of the two cannot be told apart.',
  fix: 'Give one of the two another name.',
  see: pages.createRule,
  run(item, context) {
    const other = context.earlierWithSame('name', item);
    if (other === undefined) return [];
    return [
      { message: `${other.file} has the name \`${item.name}\` too`, at: item.source.valueAt(namePath(item)) },
    ];
  },
};
