// Keeps the last few things that were made, so that they are not made again: the one unused longest leaves first.

export interface Cache<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  /** Hands the value over: it leaves the cache, and `onLeave` is not called for it. */
  take(key: Key): Value | undefined;
  clear(): void;
}

export interface CacheOptions<Key, Value> {
  /** The most values that are entries. */
  readonly capacity: number;
  /** What an entry weighs, and the most that all of them may; the last one is kept whatever it weighs. */
  readonly weight?: { readonly of: (key: Key) => number; readonly most: number };
  /** Called for a value that finds no room any more, is replaced by another or cleared away. */
  readonly onLeave?: (value: Value) => void;
}

/** An empty cache. */
export function createCache<Key, Value>({
  capacity,
  weight,
  onLeave,
}: CacheOptions<Key, Value>): Cache<Key, Value> {
  // A Map lists its keys in the order in which they were set.
  const entries = new Map<Key, { readonly value: Value }>();
  let weighs = 0;
  const remove = (key: Key) => {
    const entry = entries.get(key);
    if (entries.delete(key)) weighs -= weight?.of(key) ?? 0;
    return entry;
  };
  const drop = (key: Key) => {
    const entry = remove(key);
    if (entry !== undefined) onLeave?.(entry.value);
  };
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value) {
      drop(key);
      weighs += weight?.of(key) ?? 0;
      for (const oldest of entries.keys()) {
        if (entries.size < capacity && weighs <= (weight?.most ?? weighs)) break;
        drop(oldest);
      }
      entries.set(key, { value });
    },
    take(key) {
      return remove(key)?.value;
    },
    clear() {
      for (const key of [...entries.keys()]) drop(key);
    },
  };
}
