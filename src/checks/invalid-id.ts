// Reports an id that is not a GUID in the form ARM resource names take.
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { textOf } from './reading/item-values.ts';

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const invalidId: Check = {
  code: 'content/invalid-id',
  severity: 'error',
  kinds: everyKind,
  summary: 'The id is not a GUID.',
  why: 'The id is the name of the resource in the workspace and the only thing that ties the file to it.',
  fix: 'Write a new GUID, eight, four, four, four and twelve hexadecimal digits with dashes between.',
  see: pages.templateValidation,
  run(item) {
    const id = textOf(item, ['id']);
    if (id === undefined || id.trim() === '' || guid.test(id.trim())) return [];
    return [{ message: `The id \`${id}\` is not a GUID`, at: item.source.valueAt(['id']) }];
  },
};
