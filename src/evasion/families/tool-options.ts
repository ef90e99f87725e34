// The options of the tools that the rewrites know: short and long names, and which of them take a value.

import type { Process } from '../rewrite.ts';

/** An option that takes a value, by both of its names. */
export interface ValueOption {
  readonly short?: string;
  readonly long: string;
}

interface ToolOptions {
  readonly withValue: readonly ValueOption[];
  /** Without a value: short name -> long name. */
  readonly flags: Readonly<Record<string, string>>;
  /** `--long=value`, `--long value`, or both. */
  readonly longForms: readonly ('=' | ' ')[];
}

const cobra = {
  longForms: ['=', ' '],
} as const;

const value = (long: string, short?: string): ValueOption =>
  short === undefined ? { long } : { long, short };

const ofApi: readonly ValueOption[] = [
  value('method', 'X'),
  value('raw-field', 'f'),
  value('field', 'F'),
  value('header', 'H'),
  value('jq', 'q'),
  value('input'),
  value('hostname'),
];

/** By the program, and its first word where that has options of its own. */
const tools: Readonly<Record<string, ToolOptions>> = {
  curl: {
    withValue: [
      value('request', 'X'),
      value('header', 'H'),
      value('data', 'd'),
      value('form', 'F'),
      value('upload-file', 'T'),
      value('user', 'u'),
      value('output', 'o'),
      value('data-binary'),
      value('data-raw'),
      value('data-urlencode'),
      value('json'),
    ],
    flags: { s: 'silent', S: 'show-error', L: 'location', k: 'insecure', f: 'fail', G: 'get', v: 'verbose' },
    // curl takes no `=` behind a long name: 7.88 calls such an option unknown.
    longForms: [' '],
  },
  gh: {
    withValue: [
      value('repo', 'R'),
      value('jq', 'q'),
      value('limit', 'L'),
      value('owner'),
      value('source', 's'),
      value('remote', 'r'),
      value('json'),
      value('extension'),
      value('visibility'),
      value('title', 't'),
      value('notes', 'n'),
      value('filename'),
      value('desc', 'd'),
    ],
    flags: {},
    ...cobra,
  },
  'gh api': { withValue: ofApi, flags: {}, ...cobra },
  git: {
    withValue: [value('message', 'm'), value('prefix'), value('repo'), value('push-option', 'o')],
    flags: { f: 'force', u: 'set-upstream', q: 'quiet', v: 'verbose', a: 'all' },
    longForms: ['=', ' '],
  },
  glab: {
    withValue: [
      value('repo', 'R'),
      value('title', 't'),
      value('filename', 'f'),
      value('group', 'g'),
      value('per-page', 'P'),
      value('search', 's'),
    ],
    flags: {},
    ...cobra,
  },
  'glab api': { withValue: ofApi, flags: {}, ...cobra },
  wget: {
    withValue: [
      value('output-document', 'O'),
      value('method'),
      value('body-file'),
      value('body-data'),
      value('post-file'),
      value('post-data'),
      value('header'),
      value('user-agent', 'U'),
    ],
    flags: { q: 'quiet' },
    longForms: ['=', ' '],
  },
};

/** The options that a line may have; undefined for a program that is not known here. */
export function optionsOf({ program, words }: Process): ToolOptions | undefined {
  const [first = ''] = words.filter((word) => !word.startsWith('-'));
  return tools[`${program} ${first}`] ?? tools[program];
}

/** Whether a word is an option whose value is the next word. */
export function takesNext(process: Process): (word: string) => boolean {
  const { withValue = [], flags = {} } = optionsOf(process) ?? {};
  // git reads -C and -c in front of its subcommand.
  const inFront = process.program === 'git' ? ['C', 'c'] : [];
  const short = [...inFront, ...withValue.flatMap((one) => one.short ?? [])].join('');
  const grouped = new RegExp(`^-[${Object.keys(flags).join('') || '#'}]*[${short || '#'}]$`);
  const long = new Set(withValue.map((one) => `--${one.long}`));
  return (word) => long.has(word) || grouped.test(word);
}
