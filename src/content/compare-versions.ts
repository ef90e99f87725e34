// The order of versions of content: numbers with dots between, such as 1.0.2.

/**
 * Below zero where `a` is the older one; undefined where either is no version that can be compared. The same text is the same version,
 * whatever its form. The service takes one to four
 * numbers, and any other text without order. https://learn.microsoft.com/rest/api/securityinsights/content-template/install
 */
export function compareVersions(a: string | undefined, b: string | undefined): number | undefined {
  if (a !== undefined && a === b) return 0;
  const [left, right] = [numbersOf(a), numbersOf(b)];
  if (left === undefined || right === undefined) return undefined;
  const places = [0, 1, 2, 3];
  return places.map((at) => (left[at] ?? 0) - (right[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

function numbersOf(version: string | undefined): readonly number[] | undefined {
  return version !== undefined && /^\d+(\.\d+){0,3}$/.test(version)
    ? version.split('.').map(Number)
    : undefined;
}
