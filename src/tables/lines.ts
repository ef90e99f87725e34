// Finds entries in the data files, which hold one entry a line, without parsing the other thousands.

const indexes = new Map<string, ReadonlyMap<string, number>>();

/** The rest of the line that starts with `name` and a blank, or undefined. */
export function lineOf(data: string, name: string): string | undefined {
  const from = indexOf(data).get(name);
  return from === undefined ? undefined : data.slice(from + name.length + 1, data.indexOf('\n', from));
}

/** The first word of every line. */
export function namesOf(data: string): string[] {
  return [...indexOf(data).keys()];
}

/** First word -> where its line starts; made once for each data file. */
function indexOf(data: string): ReadonlyMap<string, number> {
  let index = indexes.get(data);
  if (index === undefined) {
    index = new Map(Array.from(data.matchAll(/^(\S+)/gm), (match) => [match[1]!, match.index]));
    indexes.set(data, index);
  }
  return index;
}
