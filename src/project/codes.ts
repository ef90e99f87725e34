// The codes of a project on disk: its folder, its files and its commits.
import { type Codes, errorsOf, findingsOf } from '../diagnostics/codes.ts';

export const projectCodes = {
  'cli/cannot-watch': {
    summary: 'Changed files are not heard of any more, or there is nobody to hear of them.',
    hint: 'Run test without --watch; on Linux, raise fs.inotify.max_user_watches.',
  },
  'cli/no-folder': {
    summary: 'The project folder does not exist.',
    hint: 'Name an existing folder with --folder.',
  },
  'cli/nothing-found': {
    summary:
      'There was nothing to look at, so nothing was checked, run or written; a green answer would have been believed.',
    hint: 'Start in the project, name what is meant, or pass --allow-empty where emptiness is.',
  },
  'cli/overwrites-source': {
    summary:
      'An output was to be written over a content file, an environment or another file that people write.',
    hint: 'Name another file for the output.',
  },
  'cli/unknown-revision': {
    summary: 'A git revision was named that is not in this repository, or has no content.',
    hint: 'Fetch it first.',
  },
  'export/uncommitted': {
    summary: 'A file would be changed, and no commit holds what stands there now; nothing was written.',
    hint: 'Commit it first, look with --dry-run, or write over it with --force.',
  },
  'fixtures/bad-file': {
    summary: 'A file in fixtures/ is not named after a function, or its rows cannot be read.',
    hint: 'Name it <Function>.csv, .json or .jsonl; files on the web lie in fixtures/externaldata/<host>/<path>.',
  },
  'watchlists/bad-file': {
    summary: 'A file in watchlists/ is not a list of items: a header of column names and one record a line.',
    hint: 'Write it as CSV with a header, UTF-8, with quotes around values that hold commas or quotes.',
  },
} as const satisfies Codes;

/** Makes the findings of this room. */
export const projectFinding = findingsOf(projectCodes);

/** Makes the errors of this room. */
export const projectError = errorsOf(projectCodes);
