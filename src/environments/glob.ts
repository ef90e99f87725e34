// Matches project paths and finding codes against the patterns of sentinel-sync.yaml.

/**
 * `*` is anything within one folder, `**` anything, `?` one character; a pattern also matches everything below the folder it names.
 * Paths have forward slashes.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  return globExpression(pattern).test(path);
}

function globExpression(pattern: string): RegExp {
  const trimmed = pattern.replace(/^\.\//, '').replace(/\/+$/, '');
  const source = trimmed.replace(/\*\*\/|\*\*|[*?]|[\\^$.|+()[\]{}]/g, (token) => {
    if (token === '**/') return '(?:.*/)?';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    return token === '?' ? '[^/]' : `\\${token}`;
  });
  return new RegExp(`^${source}(?:/.*)?$`);
}
