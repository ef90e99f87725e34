// Which keys a YAML format knows at which level: the base of canonical spelling, and of the check on unknown keys.

/** What may stand under a key: nothing said means a scalar or a list of scalars. */
export interface KeyShape {
  /** A map with these keys. */
  readonly keys?: KeySchema;
  /** A list of maps with these keys. */
  readonly each?: KeySchema;
  /** A map whose keys the author chooses, such as customDetails; values of any shape. */
  readonly userKeys?: true;
  /** Another spelling of this canonical key, as portal exports have it. */
  readonly aliasOf?: string;
}

export type KeySchema = Readonly<Record<string, KeyShape>>;

/** The canonical spelling of a key: as the schema has it whatever its case, and as the file has it where the schema has none. */
export function canonicalKey(schema: KeySchema | undefined, spelling: string): string {
  if (schema === undefined) return spelling;
  const known = Object.hasOwn(schema, spelling) ? spelling : ignoringCase(schema, spelling);
  return known === undefined ? spelling : (schema[known]?.aliasOf ?? known);
}

/** The schema below a map key, if that key holds a map with keys of the format. */
export function schemaBelow(schema: KeySchema | undefined, key: string): KeyShape | undefined {
  return schema !== undefined && Object.hasOwn(schema, key) ? schema[key] : undefined;
}

function ignoringCase(schema: KeySchema, spelling: string): string | undefined {
  const lower = spelling.toLowerCase();
  return Object.keys(schema).find((key) => key.toLowerCase() === lower);
}
