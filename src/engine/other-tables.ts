// Tables of other workspaces that rows are given for.
import { ownTableOf } from '../tables/other-resources.ts';
import type { TableSource } from './table-source.ts';

/** Their names, as a query writes them. */
export function otherTablesIn({ names }: TableSource): readonly string[] {
  return names.filter((name) => ownTableOf(name) !== undefined);
}
