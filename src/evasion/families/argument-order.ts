// Arguments in another order, and options that change nothing, where the manual of the tool lets them stand there.
import { type Family, manuals, type Process, type Rewritten } from '../rewrite.ts';
import { isWhole, scriptOf, unquoted, withScript, withWords } from '../words.ts';
import { takesNext } from './tool-options.ts';

const isUrl = (word: string) => /^(?:https?:\/\/|git@|ssh:\/\/)/.test(unquoted(word));

/** Options with their values, and the words that are none, in their order. */
function sorted(process: Process): {
  readonly options: readonly string[][];
  readonly others: readonly string[];
} {
  const { words } = process;
  const takesValue = takesNext(process);
  const options: string[][] = [];
  const others: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (!/^-./.test(word)) others.push(word);
    else if (takesValue(word) && at + 1 < words.length) options.push([word, words[++at]!]);
    else options.push([word]);
  }
  return { options, others };
}

const knownOrder = /^(?:curl|gh|git|glab|wget)$/;

/** The line, where the order of its words is known and free: git's options in front of the subcommand keep their place. */
function ordered(
  process: Process,
  programs: RegExp,
  order: (parts: ReturnType<typeof sorted>) => readonly string[],
): Rewritten | undefined {
  const { program, words } = process;
  if (!programs.test(program) || !knownOrder.test(program) || !isWhole(process)) return undefined;
  if (words.includes('--') || words.some((word) => /[|;]|&&/.test(word))) return undefined;
  const parts = sorted(process);
  return parts.options.length === 0 || parts.others.length === 0
    ? undefined
    : { line: withWords(process, order(parts)) };
}

/** How many words name the subcommand. */
const depth: Readonly<Record<string, number>> = {
  api: 1,
  push: 1,
  clone: 1,
  fetch: 1,
  pull: 1,
  search: 2,
  gist: 2,
  release: 2,
  repo: 2,
  snippet: 2,
};

const subcommand = (others: readonly string[]) => depth[others[0] ?? ''] ?? 0;

const startsWithSubcommand = ({ words }: Process) => words.length > 1 && (depth[words[0]!] ?? 0) > 0;

/** Options in front of git's subcommand that change nothing of a push. */
function beforeSubcommand(process: Process, options: readonly string[]): Rewritten | undefined {
  const { program, words } = process;
  return program === 'git' && words.length > 0
    ? { line: withWords(process, [...options, ...words]) }
    : undefined;
}

export const argumentOrder: Family = {
  name: 'argument-order',
  what: 'argument order',
  rewrites: [
    {
      name: 'url-first',
      see: 'https://everything.curl.dev/cmdline/options/',
      rewritten: (process) => {
        const isOne = process.words.filter(isUrl).length === 1;
        return isOne
          ? ordered(process, /^(?:curl|wget)$/, ({ options, others }) => [...others, ...options.flat()])
          : undefined;
      },
    },
    {
      name: 'url-last',
      see: 'https://everything.curl.dev/cmdline/options/',
      rewritten: (process) => {
        const isOne = process.words.filter(isUrl).length === 1;
        return isOne
          ? ordered(process, /^(?:curl|wget)$/, ({ options, others }) => [
              ...options.toReversed().flat(),
              ...others,
            ])
          : undefined;
      },
    },
    {
      name: 'options-first',
      see: manuals.gh,
      rewritten: (process) =>
        startsWithSubcommand(process)
          ? ordered(process, /^(?:gh|glab|git)$/, ({ options, others }) => {
              const at = subcommand(others);
              return [...others.slice(0, at), ...options.flat(), ...others.slice(at)];
            })
          : undefined,
    },
    {
      name: 'options-last',
      see: 'https://git-scm.com/docs/gitcli',
      rewritten: (process) =>
        startsWithSubcommand(process)
          ? ordered(process, /^(?:gh|glab|git)$/, ({ options, others }) => [...others, ...options.flat()])
          : undefined,
    },
    {
      name: 'git-folder',
      see: manuals.git,
      rewritten: (process) => beforeSubcommand(process, ['-C', '.']),
    },
    {
      name: 'git-setting',
      see: manuals.git,
      rewritten: (process) => beforeSubcommand(process, ['-c', 'core.quotepath=false', '--no-pager']),
    },
    {
      name: 'git-setting-with-blanks',
      see: manuals.git,
      rewritten: (process) =>
        beforeSubcommand(process, [
          '-c',
          process.system === 'windows' ? '"user.name=J Doe"' : 'user.name=J Doe',
          '-P',
        ]),
    },
    {
      name: 'git-paths',
      see: manuals.git,
      rewritten: (process) => beforeSubcommand(process, ['--git-dir=.git', '--work-tree', '.']),
    },
    {
      name: 'powershell-method-first',
      see: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parameters',
      rewritten: (process) => {
        const script = scriptOf(process);
        const [method] = /\s-Method\s+'?\w+'?/i.exec(script?.text ?? '') ?? [];
        if (script === undefined || method === undefined) return undefined;
        const text = script.text
          .replace(method, '')
          .replace(/\b(?:Invoke-RestMethod|Invoke-WebRequest|irm|iwr)\b/i, (name) => name + method);
        return { line: withScript(process, { ...script, text }) };
      },
    },
    {
      name: 'powershell-method-last',
      see: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parameters',
      rewritten: (process) => {
        const script = scriptOf(process);
        const [method] = /\s-Method\s+'?\w+'?/i.exec(script?.text ?? '') ?? [];
        if (script === undefined || method === undefined || /[;|]/.test(script.text)) return undefined;
        return { line: withScript(process, { ...script, text: script.text.replace(method, '') + method }) };
      },
    },
  ],
};
