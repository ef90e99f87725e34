// Analytics rules: https://learn.microsoft.com/rest/api/securityinsights/alert-rules
import { propertiesOf, type ResourceCollection, readEnvelope } from './resource.ts';

export const alertRules: ResourceCollection = {
  client: 'securityInsights',
  path: 'providers/Microsoft.SecurityInsights/alertRules',
  read: (raw) => readEnvelope(raw, propertiesOf(raw)),
};
