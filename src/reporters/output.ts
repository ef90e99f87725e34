// The last thing every text passes on its way out: what others wrote into it is made harmless here, whatever the format.
import { harmless, withoutBracketCommands, withoutCommands } from '../diagnostics/harmless.ts';
import { inked } from './style.ts';

/**
 * `text` is for a reader, and may be painted; a `document` is for a program or a file, byte for byte; `commands` are lines that a
 * runner is to obey.
 */
export type OutputForm = 'text' | 'document' | 'commands';

const clean = {
  text: (text) => inked(text, cleanText),
  document: cleanText,
  commands: (text) => withoutBracketCommands(harmless(text)),
} as const satisfies Record<OutputForm, (text: string) => string>;

function cleanText(text: string): string {
  return withoutCommands(harmless(text));
}

/** The text without anything that a terminal or a runner would obey and the tool did not mean. */
export function cleaned(text: string, form: OutputForm): string {
  return clean[form](text);
}

export interface Output {
  write(text: string, form: OutputForm): void;
  /** Lets the runner obey again; to be called when nothing more is written for a while. */
  end(): void;
}

/**
 * Writes on one stream. With `stopToken` the stream is read by a runner of GitHub Actions: text then stands where it obeys nothing,
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
 * The token must be one that nobody can guess.
 */
export function createOutput(write: (text: string) => void, stopToken?: () => string): Output {
  let token: string | undefined;
  const end = () => {
    if (token !== undefined) write(`::${token}::\n`);
    token = undefined;
  };
  return {
    write: (text, form) => {
      if (form !== 'text') end();
      else if (stopToken !== undefined && token === undefined && text !== '') {
        token = stopToken();
        write(`::stop-commands::${token}\n`);
      }
      write(cleaned(text, form));
    },
    end,
  };
}
