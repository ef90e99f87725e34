// Keeps the last few things that were made, so that they are not made again: the one unused longest leaves first.

export interface Cache<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  /** Hands the value over: it is no longer kept, and `onLeave` is not called for it. */
  take(key: Key): Value | undefined;
  clear(): void;
}

export interface CacheOptions<Value> {
  /** The most values that are kept. */
  readonly capacity: number;
  /** Called for a value that finds no room any more, is replaced by another or cleared away. */
  readonly onLeave?: (value: Value) => void;
}

/** An empty cache. */
export function createCache<Key, Value>({ capacity, onLeave }: CacheOptions<Value>): Cache<Key, Value> {
  // A Map lists its keys in the order in which they were set.
  const kept = new Map<Key, { readonly value: Value }>();
  const drop = (key: Key) => {
    const entry = kept.get(key);
    kept.delete(key);
    if (entry !== undefined) onLeave?.(entry.value);
  };
  return {
    get(key) {
      const entry = kept.get(key);
      if (entry === undefined) return undefined;
      kept.delete(key);
      kept.set(key, entry);
      return entry.value;
    },
    set(key, value) {
      drop(key);
      const [oldest] = kept;
      if (oldest !== undefined && kept.size >= capacity) drop(oldest[0]);
      kept.set(key, { value });
    },
    take(key) {
      const entry = kept.get(key);
      kept.delete(key);
      return entry?.value;
    },
    clear() {
      for (const key of [...kept.keys()]) drop(key);
    },
  };
}
