// Which workspace the emulator plays, and the ARM resource ids that follow from it.

export interface WorkspaceIdentity {
  readonly subscription: string;
  readonly resourceGroup: string;
  readonly workspace: string;
  /** The workspace GUID that the query API is asked by. */
  readonly customerId: string;
  /** Azure region; shown only. */
  readonly location?: string;
}

/** `/subscriptions/.../workspaces/{name}` */
export function workspaceResourceId(identity: WorkspaceIdentity): string {
  const { subscription, resourceGroup, workspace } = identity;
  return `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/${workspace}`;
}

/** The id of a resource of the Microsoft.SecurityInsights extension: `type` is `alertRules`, `metadata`, ... */
export function securityResourceId(identity: WorkspaceIdentity, type: string, name: string): string {
  return `${workspaceResourceId(identity)}/providers/Microsoft.SecurityInsights/${type}/${name}`;
}
