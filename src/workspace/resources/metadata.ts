// Metadata, which says where content comes from: https://learn.microsoft.com/rest/api/securityinsights/metadata
import { propertiesOf, type ResourceCollection, readEnvelope } from './resource.ts';

export const metadata: ResourceCollection = {
  client: 'securityInsights',
  path: 'providers/Microsoft.SecurityInsights/metadata',
  read: (raw) => readEnvelope(raw, propertiesOf(raw)),
};
