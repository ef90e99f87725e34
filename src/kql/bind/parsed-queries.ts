// Keeps the last parsed queries by what is in scope: project and workspace often have the same, and the same text is the same tree then.
import { createCache } from '../../cache/cache.ts';
import { parseQuery } from '../parser.ts';
import type { ParsedQuery } from '../syntax.ts';
import { identityOf } from '../translate/identity.ts';
import { capacity, weight } from './bound-queries.ts';
import type { DatabaseMember } from './database-member.ts';
import { type DeclaredNames, keyOfNames } from './declared-names.ts';

const parsed = createCache<string, ParsedQuery>({ capacity, weight });

/** What `parseQuery` gives; the same object for the same text, members and declared names while it is among the last ones. */
export function parseOnce(
  text: string,
  members: readonly DatabaseMember[],
  names: DeclaredNames,
): ParsedQuery {
  const key = `${members.map(identityOf).join()} ${keyOfNames(names)}\n${text}`;
  const query = parsed.get(key) ?? parseQuery(text, members, names);
  parsed.set(key, query);
  return query;
}
