// Reports a connector id that no list of Microsoft's names.
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { knownConnectorIds } from '../tables/connectors.ts';
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { listOf, textOf } from './reading/item-values.ts';

export const unknownConnector: Check = {
  code: 'content/unknown-connector',
  severity: 'warning',
  kinds: detectionKinds,
  summary: 'The connectorId is none that Microsoft lists.',
  why: 'Nothing can then say whether the rule has its data.',
  fix: 'Use the id the connector has in Microsoft’s list, or suppress the finding for a connector of your own.',
  see: pages.dataConnectors,
  run(item) {
    const known = knownConnectorIds();
    return listOf(item, ['requiredDataConnectors']).flatMap(({ path }) => {
      const id = textOf(item, [...path, 'connectorId']);
      if (id === undefined || known.has(id)) return [];
      const near = didYouMean(id, known);
      const hint = near === undefined ? undefined : `Did you mean \`${near}\`?`;
      return [
        {
          message: `The connector \`${id}\` is not known`,
          at: item.source.valueAt([...path, 'connectorId']),
          hint,
        },
      ];
    });
  },
};
