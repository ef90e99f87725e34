// Tells of entities mapped by a name alone, which other entities may share.
import { own } from '../json/json.ts';
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { entityMappingsOf, identifiersOf } from './reading/entity-mappings.ts';

const weakAlone: Readonly<Record<string, { identifier: string; add: string }>> = {
  Account: { identifier: 'Name', add: 'UPNSuffix, NTDomain or AadUserId' },
  Host: { identifier: 'HostName', add: 'NTDomain, DnsDomain or AzureID' },
};

export const weakIdentifier: Check = {
  code: 'content/weak-identifier',
  severity: 'info',
  kinds: detectionKinds,
  summary: 'An Account is mapped by Name alone, or a Host by HostName alone.',
  why: 'Entities of different domains are merged, and generic names such as ADMINISTRATOR, SYSTEM or ROOT are dropped from the alert.',
  fix: 'Add a second identifier where the data has one.',
  see: pages.entities,
  run(item) {
    return entityMappingsOf(item).flatMap((mapping) => {
      const weak = mapping.definition === undefined ? undefined : own(weakAlone, mapping.entityType ?? '');
      const identifiers = [...identifiersOf(mapping)];
      if (weak === undefined || identifiers.length !== 1 || identifiers[0] !== weak.identifier) return [];
      return [
        {
          message: `The ${mapping.entityType} is mapped by ${weak.identifier} alone, which does not identify it`,
          at: item.source.keyAt(mapping.path),
          hint: `Add ${weak.add} where the data has it.`,
        },
      ];
    });
  },
};
