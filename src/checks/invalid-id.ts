// Reports an id that is not the GUID a new item needs; an item that exists may have any name that ARM takes.
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { kindOfRule, runsQuery, textOf } from './reading/item-values.ts';

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
const notInNames = /[<>%&\\?/#:]|[. ]$/;

export const invalidId: Check = {
  code: 'content/invalid-id',
  severity: 'error',
  uncheckedSeverity: 'warning',
  kinds: everyKind,
  summary:
    'The id is not a GUID (an information where it is a name that the item can have in the workspace).',
  why: 'The id is the name of the resource in the workspace and the only thing that ties the file to it.',
  fix: 'Write eight, four, four, four and twelve hexadecimal digits with dashes between.',
  see: pages.templateValidation,
  run(item) {
    const id = textOf(item, ['id'])?.trim() ?? '';
    if (id === '' || guid.test(id)) return [];
    const at = item.source.valueAt(['id']);
    if (isNearlyGuid(id)) return [{ message: `The id \`${id}\` is not quite a GUID`, at }];
    const character = notInNames.exec(id)?.[0];
    if (character !== undefined) {
      const message = `The id \`${id}\` holds \`${character}\`, which no resource name can have`;
      return [{ message, at, hint: 'Write a GUID, or the name that the item has in the workspace.' }];
    }
    // Azure itself names the rules of the kinds that Microsoft runs: BuiltInFusion and its like.
    if (kindOfRule(item) !== undefined && !runsQuery(item)) return [];
    return [
      {
        message: `The id \`${id}\` is not a GUID`,
        at,
        severity: 'info',
        hint: 'Keep the id where an item of this name exists in the workspace; give a new item a GUID.',
      },
    ];
  },
};

/** Meant as a GUID: braces, a lost or doubled digit, a letter that is no digit. */
function isNearlyGuid(id: string): boolean {
  const digits = id.replaceAll(/[-{}()]/g, '');
  if (digits.length < 28 || digits.length > 36 || !/^\w+$/.test(digits) || !/\d/.test(digits)) return false;
  return digits.replaceAll(/[^0-9a-f]/gi, '').length >= digits.length * 0.8;
}
