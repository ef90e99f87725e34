// Makes text that others wrote harmless for a terminal and for the log of a build: nothing in it moves a cursor, hides or commands.

/**
 * What a reader does not see and a terminal may obey: control characters (but for line breaks and tabs), marks of direction, characters
 * without width and line separators that are none. Variation selectors and the visible Arabic number signs are no trick.
 */
const hidden =
  /(?![\n\t]|[\uFE00-\uFE0F]|[\u0600-\u0605]|\u06DD|\u070F|\u08E2)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;

/** The text with each such character as `\uXXXX`, which inside a JSON text means the same character. */
export function harmless(text: string): string {
  // Most text is plain, and that is seen faster than each character is looked up.
  return /[^\n\t -~]/.test(text) ? text.replaceAll(hidden, escaped) : text;
}

/** The same on one line: a line break in a name must not look like a line of the tool's own. */
export function oneLine(text: string): string {
  return /[^ -~]/.test(text)
    ? harmless(text.replaceAll(/[\n\r\t]/g, (character) => breaks[character]!))
    : text;
}

const breaks: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(character: string): string {
  const unit = (index: number) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  return character.length === 1 ? unit(0) : unit(0) + unit(1);
}

/**
 * Lines that the runners of GitHub Actions and Azure Pipelines would obey, made such that they are only read: `::name ...::` at the
 * start of a line, `##[` and `##vso[` anywhere. The first character is escaped, so the text stays readable.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 * https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
 */
export function withoutCommands(text: string): string {
  return withoutBracketCommands(text).replaceAll(
    /^([^\S\n]*):(?=:[A-Za-z][\w-]*(?:[^\S\n][^\n]*?)?::)/gm,
    '$1\\u003a',
  );
}

/** Without `##[` and `##vso[` alone, for text whose lines are commands on purpose. */
export function withoutBracketCommands(text: string): string {
  return text.replaceAll(/##(?=\w*\[)/g, '\\u0023#');
}
