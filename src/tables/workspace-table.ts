// A table as a workspace lists it: its name and its columns, with types in KQL's spelling.

export interface WorkspaceTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}
