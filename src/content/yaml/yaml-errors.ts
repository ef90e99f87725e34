// Says in plain words what the YAML parser found wrong.
import type { ErrorCode, YAMLError } from 'yaml';
import type { Diagnostic, Position } from '../../diagnostics/diagnostic.ts';
import type { ContentCode } from '../codes.ts';
import { fileDiagnostic } from '../files/file-diagnostic.ts';

interface Wording {
  readonly code?: ContentCode;
  readonly message?: string;
  readonly hint?: string;
}

const indentHint = 'Indent the lines of one block alike, and every line of a query by at least one space.';

/** Only what the parser's own sentence leaves unclear to someone who writes detections. */
const wordings: Partial<Record<ErrorCode, Wording>> = {
  BAD_ALIAS: { hint: 'Quote the value if the `*` or `&` belongs to it.' },
  BAD_DQ_ESCAPE: { hint: 'Double the backslash, or use single quotes.' },
  BAD_INDENT: { hint: indentHint },
  BAD_SCALAR_START: { hint: 'Quote the value.' },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'A key stands inside the value of another: two `: ` on one line, or a line indented too far',
    hint: 'Quote the value, or align the line with its neighbours.',
  },
  DUPLICATE_KEY: { code: 'content/duplicate-key' },
  MULTILINE_IMPLICIT_KEY: {
    message: 'Text stands where a key was expected',
    hint: indentHint,
  },
  MULTIPLE_DOCS: {
    code: 'content/several-documents',
    message: 'The file holds more than one YAML document',
  },
  RESOURCE_EXHAUSTION: { code: 'content/too-deep', message: 'The file is nested too deeply to be read' },
  TAB_AS_INDENT: { hint: 'Indent with spaces.' },
  TAG_RESOLVE_FAILED: { hint: 'Remove the tag.' },
};

/** Where one of the parser's codes stands for several mistakes, its sentence tells them apart. */
const wordingsBySentence: readonly (readonly [RegExp, Wording])[] = [
  [
    /^Flow (map|sequence) in block collection/,
    { message: 'A bracket or brace is not closed', hint: 'Close it, or quote the value if it is text.' },
  ],
  [
    /^Unexpected \S+ at node end/,
    {
      message: 'Text stands after the end of the value',
      hint: 'Quote the whole value, and double a quote inside it.',
    },
  ],
  [
    /^Implicit map keys need to be followed/,
    { message: 'Text stands where a key was expected', hint: indentHint },
  ],
  [
    /^Block scalar header includes extra characters/,
    { message: 'Text stands on the line of `|` or `>`', hint: 'Start the text on the next line, indented.' },
  ],
];

/** One finding for one parser error or warning. */
export function yamlDiagnostic(
  error: YAMLError,
  file: string,
  positionOf: (offset: number) => Position,
): Diagnostic {
  const bySentence = wordingsBySentence.find(([sentence]) => sentence.test(error.message))?.[1];
  const wording = bySentence ?? wordings[error.code] ?? {};
  const fallback = error.name === 'YAMLWarning' ? 'content/yaml-tag' : 'content/yaml-syntax';
  const message = wording.message ?? firstSentence(error.message);
  return fileDiagnostic(wording.code ?? fallback, message, {
    file,
    at: positionOf(error.pos[0]),
    hint: wording.hint,
  });
}

/** The parser quotes what it met, which may be a megabyte long. */
const longestMessage = 160;

function firstSentence(message: string): string {
  const sentence = (message.split('\n')[0] ?? message).replace(/[.:]\s*$/, '');
  return sentence.length <= longestMessage ? sentence : `${sentence.slice(0, longestMessage)}…`;
}
