// Numbers for objects, so that a list of them can be the key of a map.
const identities = new WeakMap<object, number>();
let next = 0;

/** The same number for the same object, another one for every other. */
export function identityOf(object: object): number {
  const known = identities.get(object) ?? next++;
  identities.set(object, known);
  return known;
}
