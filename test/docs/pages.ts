// Reads the runnable parts of a documentation page: files it shows, and console blocks with commands and their output.

export interface FileBlock {
  readonly kind: 'file';
  /** Project-relative: written before the commands that follow. */
  readonly file: string;
  readonly text: string;
}

export interface ConsoleBlock {
  readonly kind: 'console';
  readonly steps: readonly { readonly command: string; readonly output: string }[];
  /** Offsets of the block's body in the page. */
  readonly start: number;
  readonly end: number;
}

/** Blocks in page order: ```yaml file=path and ```console with `$ command` lines. Other blocks are for reading. */
export function blocksOf(page: string): (FileBlock | ConsoleBlock)[] {
  const blocks: (FileBlock | ConsoleBlock)[] = [];
  for (const match of page.matchAll(/^```(\S*)(?: +file=(\S+))?\n([\s\S]*?)^```$/gm)) {
    const [whole, language, file, body] = match;
    if (file !== undefined) blocks.push({ kind: 'file', file, text: body! });
    else if (language === 'console') {
      const start = match.index + whole.indexOf('\n') + 1;
      blocks.push({ kind: 'console', steps: stepsOf(body!), start, end: start + body!.length });
    }
  }
  return blocks;
}

function stepsOf(body: string): ConsoleBlock['steps'] {
  // The walk-through prints the commands it runs itself: all of the block is its output.
  const walkThrough = '$ npm start\n';
  if (body.startsWith(walkThrough)) return [{ command: 'npm start', output: body.slice(walkThrough.length) }];
  return body
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return { command: part.slice(0, end), output: part.slice(end + 1) };
    });
}

/** The words of a command line; single and double quotes keep blanks together. */
export function wordsOf(command: string): string[] {
  return Array.from(
    command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g),
    (match) => match[1] ?? match[2] ?? match[3]!,
  );
}

/** True when `actual` is `expected`, where a line `...` stands for any lines, and blanks at line ends do not count. */
export function matchesOutput(expected: string, actual: string): boolean {
  const lines = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => line.trimEnd());
  const parts = lines(expected)
    .join('\n')
    .split(/^\.\.\.$/m);
  const pattern = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\s\\S]*');
  return new RegExp(`^${pattern}$`).test(lines(actual).join('\n'));
}
