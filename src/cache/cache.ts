// Keeps the last few things that were made, so that they are not made again: the one unused longest leaves first.

export interface Cache<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  /** Hands the value over: it leaves the cache, and `onLeave` is not called for it. */
  take(key: Key): Value | undefined;
  clear(): void;
}

export interface CacheOptions<Value> {
  /** The most values that are entries. */
  readonly capacity: number;
  /** Called for a value that finds no room any more, is replaced by another or cleared away. */
  readonly onLeave?: (value: Value) => void;
}

/** An empty cache. */
export function createCache<Key, Value>({ capacity, onLeave }: CacheOptions<Value>): Cache<Key, Value> {
  // A Map lists its keys in the order in which they were set.
  const entries = new Map<Key, { readonly value: Value }>();
  const drop = (key: Key) => {
    const entry = entries.get(key);
    entries.delete(key);
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
      const [oldest] = entries;
      if (oldest !== undefined && entries.size >= capacity) drop(oldest[0]);
      entries.set(key, { value });
    },
    take(key) {
      const entry = entries.get(key);
      entries.delete(key);
      return entry?.value;
    },
    clear() {
      for (const key of [...entries.keys()]) drop(key);
    },
  };
}
