// The names that content gives to other queries and needs from them: a parser gives its function's name, a rule that calls it needs it.
import type { ResourceBody } from '../content/kinds/content-kind.ts';
import { filledText } from '../json/json.ts';
import type { DesiredItem } from './desired.ts';
import type { PlanInput } from './plan-input.ts';
import type { Sides } from './sides.ts';

/** The query of a body; empty where it has none. */
export function queryOf({ properties }: ResourceBody): string {
  const query = properties['query'];
  return typeof query === 'string' ? query : '';
}

/** The parameters in scope of the query, where the body is a function. */
function parametersOf({ properties }: ResourceBody): string {
  const parameters = properties['functionParameters'];
  return typeof parameters === 'string' ? parameters : '';
}

/** Can any item give a name? Where none can, nobody has to bind queries to find out who needs one. */
export function anyGives({ kinds }: PlanInput): boolean {
  return Object.values(kinds).some(({ gives }) => gives !== undefined);
}

/** Names by which queries call what a file asks for. */
export function givenByItem({ kind, body }: DesiredItem, { kinds }: PlanInput): readonly string[] {
  return kinds[kind].gives?.(body) ?? [];
}

/** Names by which queries call what the workspace holds under this key; a saved search of any kind may be a function. */
export function givenByDeployed(key: string, { view }: Pick<Sides, 'view'>): readonly string[] {
  const resource = view.item(key);
  if (resource === undefined) return [];
  return [...new Set([...aliasIn(resource), ...(view.kindOf(key)?.gives?.(resource) ?? [])])];
}

/** Names by which queries call what stands on the workspace once a file is written over it; what the file does not state stays. */
export function givenOnceWritten(
  item: DesiredItem,
  { input, view }: Pick<Sides, 'input' | 'view'>,
): readonly string[] {
  const deployed = view.item(view.keyOf(item));
  const kept = deployed === undefined ? [] : aliasIn(input.kinds[item.kind].overlay(item.body, deployed));
  return [...new Set([...kept, ...givenByItem(item, input)])];
}

/** The name by which queries call a saved search: its alias, where it has one. */
export function aliasIn({ properties }: Pick<ResourceBody, 'properties'>): readonly string[] {
  const alias = filledText(properties['functionAlias']);
  return alias === undefined ? [] : [alias];
}

/** Names that the query of a body calls and does not define. */
export function neededBy(body: ResourceBody, { calls }: PlanInput): readonly string[] {
  const query = queryOf(body);
  return query === '' ? [] : (calls?.(query, parametersOf(body)) ?? []);
}
