// What the body of a function of the workspace can mean, of all that is in scope: where that is the same, the body is bound once for all queries.
import type { Token } from '../syntax.ts';
import { identityOf } from '../translate/identity.ts';
import type { DatabaseMember } from './database-member.ts';

export type TokensOf = (text: string) => readonly Token[];

/**
 * For each member in scope a text that is equal where its body, and those of the functions it calls, mean the same members. A body
 * that reads tables it does not spell (`search`, `union *`, `table(name)`) can mean all of them.
 */
export function createBodyScopes(
  members: readonly DatabaseMember[],
  tokensOf: TokensOf,
): (member: DatabaseMember) => string {
  const spelt = new Map<string, DatabaseMember[]>();
  // A name in brackets and quotes is no word of the body.
  const unspelt = members.filter(({ name }) => !/^[A-Za-z_]\w*$/.test(name));
  for (const member of members) spelt.set(member.name, [...(spelt.get(member.name) ?? []), member]);
  const scopeOf = (member: DatabaseMember) => {
    const reached = new Set([member, ...unspelt]);
    for (const one of reached) {
      const names = namesIn(one, tokensOf);
      if (names === 'any') return members;
      for (const name of names) for (const meant of spelt.get(name) ?? []) reached.add(meant);
    }
    return [...reached];
  };
  return (member) => (hasBody(member) ? scopeOf(member).map(identityOf).sort(byNumber).join() : '');
}

const byNumber = (a: number, b: number) => a - b;

const namesByMember = new WeakMap<DatabaseMember, readonly string[] | 'any'>();

/** The words of a function with a body; none for any other member. */
function namesIn(member: DatabaseMember, tokensOf: TokensOf): readonly string[] | 'any' {
  if (!hasBody(member)) return [];
  const known = namesByMember.get(member);
  if (known !== undefined) return known;
  const { body } = member.result;
  const names = readsUnspelt(tokensOf(body), body)
    ? 'any'
    : [...new Set(`${member.parameters} ${body}`.match(/[A-Za-z_]\w*/g))];
  namesByMember.set(member, names);
  return names;
}

/**
 * Names that are made of values: `table(name)`, `column_ifexists(name, "")`; a name that is written out is the same in each call.
 */
export const namesByValue =
  /\b(?:table|column_?ifexists|workspace|app|resource|cluster|database|materialized_view|external_table|stored_query_result|_GetWatchlist)\s*\(\s*(?!["'@hH)])|\b(?:evaluate|project-by-names)\b/;

function readsUnspelt(tokens: readonly Token[], body: string): boolean {
  if (namesByValue.test(body)) return true;
  const kinds = new Set(tokens.map(({ kind }) => kind));
  if (kinds.has('SearchKeyword') || kinds.has('FindKeyword')) return true;
  return kinds.has('UnionKeyword') && kinds.has('AsteriskToken');
}

type StoredMember = Extract<DatabaseMember, { kind: 'function' }> & {
  readonly result: { readonly body: string };
};

function hasBody(member: DatabaseMember): member is StoredMember {
  return member.kind === 'function' && 'body' in member.result;
}
