// Finds rows in a content model: by key, by path, by place in ARM.
import { own } from '../../json/json.ts';
import type { Field, Fields } from './field.ts';
import type { RuleKind } from './rule-kinds.ts';

/** A row with its key and the keys above it. */
export interface PlacedField {
  readonly path: readonly string[];
  readonly field: Field;
}

/** The row of a key of a file. */
export function fieldOf(fields: Fields | undefined, key: string): Field | undefined {
  const field = fields && own(fields, key);
  return field?.serverOwned === true ? undefined : field;
}

/** The keys a file may have, in file order. */
export function fileKeys(fields: Fields): readonly string[] {
  return Object.keys(fields).filter((key) => fieldOf(fields, key) !== undefined);
}

/** The canonical spelling of a key: as the model has it whatever its case, and as the file has it where the model has none. */
export function canonicalKey(fields: Fields | undefined, spelling: string): string {
  if (fields === undefined || fieldOf(fields, spelling) !== undefined) return spelling;
  const lower = spelling.toLowerCase();
  const isMeant = (key: string) =>
    [key, ...(fields[key]?.aliases ?? [])].some((name) => name.toLowerCase() === lower);
  return fileKeys(fields).find(isMeant) ?? spelling;
}

/** The rows of the map at `path` of a file, where the model knows them; the items of a list have the rows of the list. */
export function fieldsAt(fields: Fields, path: readonly (string | number)[]): Fields | undefined {
  return path.reduce<Fields | undefined>(
    (above, step) => (typeof step === 'number' ? above : fieldOf(above, step)?.fields),
    fields,
  );
}

/** The row at a path of a file; positions in lists do not count. */
export function fieldAt(fields: Fields, path: readonly (string | number)[]): Field | undefined {
  const keys = path.filter((step) => typeof step === 'string');
  const last = keys.at(-1);
  return last === undefined ? undefined : fieldOf(fieldsAt(fields, keys.slice(0, -1)), last);
}

/** Every row that is a key of a file, those below maps and lists behind the one they stand under. */
export function placedFields(fields: Fields, above: readonly string[] = []): readonly PlacedField[] {
  return fileKeys(fields).flatMap((key) => {
    const [path, field] = [[...above, key], fields[key]!];
    return [{ path, field }, ...placedFields(field.fields ?? {}, path)];
  });
}

/** Where ARM keeps the field under `key`: dotted paths; none for what stays in the file. */
export function armPaths(key: string, { arm }: Field): readonly string[] {
  if (arm === undefined) return [key];
  return typeof arm === 'string' ? [arm] : arm;
}

/** ARM path -> row; below the top the two spell alike. */
export function armFields(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, field]) => armPaths(key, field).map((path) => [path, field])),
  );
}

/** Does a rule of the kind send the field? An unknown kind sends what a scheduled rule does. */
export function isSentBy({ kinds, serverOwned }: Field, kind: RuleKind | undefined): boolean {
  return serverOwned !== true && (kinds === undefined || kinds.includes(kind ?? 'Scheduled'));
}

/** Is the field required of a rule of the kind? Of an unknown kind only what every kind requires is. */
export function isRequiredOf({ required, requiredOf }: Field, kind: RuleKind | undefined): boolean {
  if (required === undefined) return false;
  return requiredOf === undefined || (kind !== undefined && requiredOf.includes(kind));
}

/** The key that tells the items of a list of maps apart. */
export function identityOf({ fields = {} }: Field): string | undefined {
  return Object.keys(fields).find((key) => fields[key]?.identifies === true);
}
