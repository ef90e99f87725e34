// Queries that read tables without naming them.

/** Whether a text may read tables that it does not name: `search`, `find`, a union of a pattern. A word that is no operator counts too. */
export function mayReadAnyTable(text: string): boolean {
  return /\b(?:search|find)\b|\bunion\b[^|;]*\*/.test(text);
}
