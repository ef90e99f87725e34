// Reports entries of requiredDataConnectors that lack their parts.
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { intendedKeys } from './reading/intended-keys.ts';
import { has, listOf } from './reading/item-values.ts';

export const invalidDataConnector: Check = {
  code: 'content/invalid-data-connector',
  severity: 'error',
  uncheckedSeverity: 'warning',
  kinds: detectionKinds,
  summary: 'An entry of requiredDataConnectors lacks its connectorId or its list of dataTypes.',
  why: 'Microsoft’s validation refuses the file.',
  fix: 'Give each connector a connectorId and a list of dataTypes.',
  see: pages.templateValidation,
  run(item) {
    return listOf(item, ['requiredDataConnectors']).flatMap(({ path }) =>
      ['connectorId', 'dataTypes']
        .filter((key) => !has(item, [...path, key]) && !intendedKeys(item, path).has(key))
        .map((key) => ({ message: `The connector has no \`${key}\``, at: item.source.keyAt(path) })),
    );
  },
};
