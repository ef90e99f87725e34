// A catalogue made of another one and of equal things is the same catalogue: what is kept for it (symbols, bound queries) serves every
// command and every project with the same functions and watchlists.
import { type Cache, createCache } from '../cache/cache.ts';

/** Enough for the commands that follow each other in one process. */
const capacity = 16;

const made = new WeakMap<object, Cache<string, object>>();

/** What `make` gave for this catalogue and things equal to `added`, else what it gives now; `what` tells kinds of things apart. */
export function derived<Catalogue extends object>(
  catalogue: Catalogue,
  { what, added }: { readonly what: string; readonly added: unknown },
  make: () => Catalogue,
): Catalogue {
  const known = made.get(catalogue) ?? createCache<string, object>({ capacity });
  made.set(catalogue, known);
  const key = `${what} ${JSON.stringify(added)}`;
  const result = (known.get(key) as Catalogue | undefined) ?? make();
  known.set(key, result);
  return result;
}
