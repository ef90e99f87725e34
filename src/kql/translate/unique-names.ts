// Names for columns that would otherwise share one: a number is put behind, the lowest that is free.

export interface UniqueNames {
  /** The name itself where it is free, else with the lowest free number; it is taken from then on. */
  add(name: string): string;
  /** A name for what nothing names: `Column1`, or the next that is free. */
  make(): string;
}

/** `reserved` are names that nobody gets: they belong to columns that keep theirs. */
export function uniqueNames(reserved: Iterable<string> = []): UniqueNames {
  const names = new Set(reserved);
  return {
    add(name) {
      let free = name;
      for (let n = 1; names.has(free); n++) free = `${name}${n}`;
      names.add(free);
      return free;
    },
    make() {
      let n = 1;
      while (names.has(`Column${n}`)) n++;
      names.add(`Column${n}`);
      return `Column${n}`;
    },
  };
}

/**
 * The names of two rows side by side, as join and lookup put them: the left keeps its own, and a name of the right that the left has
 * too gets a number. https://learn.microsoft.com/kusto/query/join-operator
 */
export function sideBySideNames(left: readonly string[], right: readonly string[]): string[] {
  const own = new Set(left);
  const numbered = uniqueNames([...left, ...right]);
  return [...left, ...right.map((name) => (own.has(name) ? numbered.add(name) : name))];
}
