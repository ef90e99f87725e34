// What the binder has found out about the bodies of functions, kept by the symbol of the function and shared by all scopes that hold it.
import { type Cache, createCache } from '../../cache/cache.ts';
import { createBodyScopes, type TokensOf } from './body-scope.ts';
import type { DatabaseMember } from './database-member.ts';

/**
 * Makes the symbols of members that are in scope together: a member has one symbol for each scope in which its body means something
 * else, so that what is kept by the symbol holds wherever it is met.
 */
export function createSymbols<Symbol>(
  make: (member: DatabaseMember) => Symbol,
  tokensOf: TokensOf,
): (members: readonly DatabaseMember[]) => readonly Symbol[] {
  const symbols = new WeakMap<DatabaseMember, Cache<string, Symbol>>();
  return (members) => {
    const scopeOf = createBodyScopes(members, tokensOf);
    return members.map((member) => {
      const byScope = symbols.get(member) ?? createCache<string, Symbol>({ capacity: 8 });
      symbols.set(member, byScope);
      const scope = scopeOf(member);
      const symbol = byScope.get(scope) ?? make(member);
      byScope.set(scope, symbol);
      return symbol;
    });
  };
}

/** The methods of the package's dictionary that the binder calls. */
interface Dictionary {
  TryGetValue(key: object, found: { v?: unknown }): boolean;
  GetOrAdd$1(key: object, make: (key: object) => unknown): unknown;
  AddOrUpdate(key: object, value: unknown): void;
}

/** The tables of the package's cache that are keyed by the signature of a function. */
interface BodyCache {
  CallSiteToExpansionMap: Dictionary;
  CallSiteToResultTypeMap: Dictionary;
  DatabaseFunctionBodyFacts: Dictionary;
}

const expansions = createDictionary();
const resultTypes = createDictionary();
const facts = createDictionary();

/** Has the cache of a scope use the shared tables. A symbol must mean the same in each scope that holds it. */
export function shareBodies(cache: BodyCache): void {
  cache.CallSiteToExpansionMap = expansions;
  cache.CallSiteToResultTypeMap = resultTypes;
  cache.DatabaseFunctionBodyFacts = facts;
}

/** What is kept of a symbol goes with it. */
function createDictionary(): Dictionary {
  const values = new WeakMap<object, unknown>();
  return {
    TryGetValue(key, found) {
      found.v = values.get(key) ?? null;
      return values.has(key);
    },
    GetOrAdd$1(key, make) {
      if (!values.has(key)) values.set(key, make(key));
      return values.get(key);
    },
    AddOrUpdate: (key, value) => {
      values.set(key, value);
    },
  };
}
