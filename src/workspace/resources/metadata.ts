// Metadata, which says where content comes from: https://learn.microsoft.com/rest/api/securityinsights/metadata
import { armCollection } from './arm-collection.ts';
import type { ResourceCollection } from './collection.ts';
import { readResource as read } from './resource.ts';

const path = 'providers/Microsoft.SecurityInsights/metadata';

export const metadata: ResourceCollection = {
  path,
  read,
  open: ({ securityInsights: client, scope, apiVersion }) =>
    armCollection({ client, scope, apiVersion, path, read }),
};
