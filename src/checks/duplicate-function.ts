// Reports a function that another content file gives too.
import { definitionOf } from '../content/kinds/kinds.ts';
import { type Check, functionKinds } from './check.ts';
import { pages } from './pages.ts';

export const duplicateFunction: Check = {
  code: 'content/duplicate-function',
  severity: 'error',
  kinds: functionKinds,
  summary: 'Two content files give functions of the same name.',
  why: 'A query that calls the name means one of the two, and nobody can say which.',
  fix: 'Give one of the functions another name.',
  see: pages.functions,
  run(item, context) {
    const other = context.earlierWithSame('function', item);
    if (other === undefined) return [];
    const name = definitionOf(item).asFunction?.(item.values)?.name;
    return [
      { message: `${other.file} gives a function \`${name}\` too`, at: item.source.keyAt(['FunctionName']) },
    ];
  },
};
