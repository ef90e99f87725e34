// Analytics rules: https://learn.microsoft.com/rest/api/securityinsights/alert-rules
import { armCollection } from './arm-collection.ts';
import type { ResourceCollection } from './collection.ts';
import { readResource as read } from './resource.ts';

const path = 'providers/Microsoft.SecurityInsights/alertRules';

export const alertRules: ResourceCollection = {
  path,
  read,
  open: ({ securityInsights: client, scope, apiVersion }) =>
    armCollection({ client, scope, apiVersion, path, read }),
};
