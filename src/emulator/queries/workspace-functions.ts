// Workspace functions: the saved searches with an alias, as queries call them.
import { compareText } from '../../diagnostics/compare-text.ts';
import type { WorkspaceFunction } from '../../tables/workspace-function.ts';
import type { Store, StoredResource } from '../state/store.ts';

/** The alias of a saved search that is a function; undefined for any other. */
export function aliasOf({ properties }: Pick<StoredResource, 'properties'>): string | undefined {
  const alias = properties['functionAlias'];
  return typeof alias === 'string' && alias !== '' ? alias : undefined;
}

/** Makes the function that answers them, the same list as long as none of them changes: the engine keeps what it knows of it. */
export function createWorkspaceFunctions(): (store: Pick<Store, 'list'>) => readonly WorkspaceFunction[] {
  let key = '';
  let functions: readonly WorkspaceFunction[] = [];
  return (store) => {
    const saved = store.list('savedSearches').filter((search) => aliasOf(search) !== undefined);
    const current = saved.map(({ name, etag }) => `${name} ${etag}`).join('\n');
    if (current !== key) functions = functionsOf(saved);
    key = current;
    return functions;
  };
}

/** Of two with one alias, the first by name: see the behaviour `function-alias-taken`. */
function functionsOf(saved: readonly StoredResource[]): readonly WorkspaceFunction[] {
  const byName = [...saved].sort((a, b) => compareText(a.name, b.name)).map(toFunction);
  return byName.filter(({ name }, index) => byName.findIndex((other) => other.name === name) === index);
}

function toFunction(search: StoredResource): WorkspaceFunction {
  const { functionParameters, query } = search.properties;
  return { name: aliasOf(search)!, parameters: String(functionParameters ?? ''), body: String(query) };
}
