// Reports an item that the workspace would not take for what its file says it is.
import { definitionOf } from '../content/kinds/kinds.ts';
import { type Check, functionKinds } from './check.ts';
import { pages } from './pages.ts';
import { rawValue } from './reading/item-values.ts';
import { requiredFields } from './reading/required-fields.ts';

export const notOfItsKind: Check = {
  code: 'content/not-of-its-kind',
  severity: 'error',
  kinds: functionKinds,
  summary:
    'What the file asks for is another kind of content on the workspace, such as a parser in the category of hunting queries.',
  why: 'Several kinds share a list of the workspace; an item that cannot be told from those of another kind is not found again.',
  fix: 'Take out what makes it one of the other kind, such as its category.',
  see: pages.huntingQueries,
  run(item) {
    const { isOfKind, toBody, words } = definitionOf(item);
    const isWhole = requiredFields(item).every((key) => rawValue(item, [key]) !== undefined);
    if (!isWhole || isOfKind(toBody(item))) return [];
    return [{ message: `On the workspace this would be no ${words.one}`, at: item.source.keyAt([]) }];
  },
};
