// The fields of a hunting query: Azure-Sentinel YAML, and where a saved search keeps what it says.
import type { Fields } from './field.ts';
import { sharedFields } from './shared-fields.ts';

const { tactics, relevantTechniques, entityMappings, customDetails } = sharedFields;

/** https://github.com/Azure/Azure-Sentinel/wiki/Query-Style-Guide */
export const huntingQueryFields: Fields = {
  id: sharedFields.id,
  name: sharedFields.name,
  description: { ...sharedFields.description, arm: 'tags.description', recommended: true },
  requiredDataConnectors: sharedFields.requiredDataConnectors,
  tactics: { ...tactics, arm: 'tags.tactics' },
  relevantTechniques: { ...relevantTechniques, arm: ['tags.techniques', 'tags.subTechniques'] },
  techniques: sharedFields.techniques,
  subTechniques: sharedFields.subTechniques,
  query: sharedFields.query,
  entityMappings: {
    ...entityMappings,
    arm: [],
    meaning: 'As of an analytics rule; not sent.',
  },
  customDetails: { ...customDetails, arm: [], meaning: 'As of an analytics rule; not sent.' },
  version: sharedFields.version,
  status: sharedFields.status,
  tags: sharedFields.tags,
  metadata: sharedFields.metadata,
};
