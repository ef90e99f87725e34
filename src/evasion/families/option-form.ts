// Options by their short or long names, joined with their values or apart, and the aliases of PowerShell.
import { type Family, manuals, type Process, type Rewritten } from '../rewrite.ts';
import { isWhole, scriptOf, withScript, withWords } from '../words.ts';
import { optionsOf, type ValueOption } from './tool-options.ts';

interface Given {
  readonly option: ValueOption;
  readonly value: string;
}

type Form = (given: Given) => readonly string[] | undefined;

/** What stands at a place of the line: an option with its value, and how many words that takes. */
function givenAt(
  withValue: readonly ValueOption[],
  words: readonly string[],
  at: number,
): (Given & { readonly length: number }) | undefined {
  const word = words[at]!;
  for (const option of withValue) {
    const next = words[at + 1];
    if ((word === `--${option.long}` || word === `-${option.short}`) && next !== undefined)
      return { option, value: next, length: 2 };
    if (word.startsWith(`--${option.long}=`))
      return { option, value: word.slice(option.long.length + 3), length: 1 };
    if (
      option.short !== undefined &&
      word.startsWith(`-${option.short}`) &&
      !word.startsWith('--') &&
      word.length > 2
    )
      return { option, value: word.slice(2).replace(/^=/, ''), length: 1 };
  }
  return undefined;
}

function respelled(process: Process, form: Form): Rewritten | undefined {
  const { program, words } = process;
  const options = optionsOf(process);
  if (options === undefined || !isWhole(process)) return undefined;
  // What stands in front of git's subcommand is git's own, -C and -c among it.
  if (program === 'git' && !/^[a-z]/.test(words[0] ?? '')) return undefined;
  const others: string[] = [];
  for (let at = 0; at < words.length; ) {
    const given = givenAt(options.withValue, words, at);
    const spelled = given && form(given);
    if (spelled === undefined) others.push(words[at++]!);
    else {
      others.push(...spelled);
      at += given!.length;
    }
  }
  return { line: withWords(process, others) };
}

/** A value in quotes is quoted as a whole where the name is joined to it. */
const joined = (name: string, value: string) => name + value;

function flagsAs(process: Process, isLong: boolean): Rewritten | undefined {
  const { words } = process;
  const { flags = {} } = optionsOf(process) ?? {};
  if (Object.keys(flags).length === 0 || !isWhole(process)) return undefined;
  const other = words.flatMap((word) => {
    const long =
      isLong && /^-[A-Za-z]+$/.test(word) ? [...word.slice(1)].map((one) => flags[one]) : [undefined];
    if (long.every((one) => one !== undefined)) return long.map((one) => `--${one}`);
    const [short] = Object.entries(flags).find(([, name]) => word === `--${name}`) ?? [];
    return !isLong && short !== undefined ? [`-${short}`] : [word];
  });
  return { line: withWords(process, other) };
}

function inScript(process: Process, change: (text: string) => string): Rewritten | undefined {
  const script = scriptOf(process);
  return script && { line: withScript(process, { ...script, text: change(script.text) }) };
}

const aliases: Readonly<Record<string, string>> = {
  'invoke-restmethod': 'irm',
  'invoke-webrequest': 'iwr',
  irm: 'Invoke-RestMethod',
  iwr: 'Invoke-WebRequest',
};

export const optionForm: Family = {
  name: 'option-form',
  what: 'forms of options',
  rewrites: [
    {
      name: 'short-joined',
      see: `${manuals.curl} ${manuals.gh}`,
      rewritten: (process) =>
        respelled(process, ({ option: { short }, value }) =>
          short !== undefined ? [joined(`-${short}`, value)] : undefined,
        ),
    },
    {
      name: 'short-apart',
      see: `${manuals.curl} ${manuals.gh}`,
      rewritten: (process) =>
        respelled(process, ({ option: { short }, value }) =>
          short === undefined ? undefined : [`-${short}`, value],
        ),
    },
    {
      name: 'long-apart',
      see: `${manuals.curl} ${manuals.gh}`,
      rewritten: (process) => respelled(process, ({ option: { long }, value }) => [`--${long}`, value]),
    },
    {
      name: 'long-joined',
      see: `${manuals.gh} ${manuals.wget}`,
      rewritten: (process) =>
        respelled(process, ({ option: { long }, value }) =>
          optionsOf(process)?.longForms.includes('=') ? [joined(`--${long}=`, value)] : undefined,
        ),
    },
    {
      name: 'short-with-equals',
      see: manuals.gh,
      rewritten: (process) =>
        /^(?:gh|glab)$/.test(process.program)
          ? respelled(process, ({ option: { short }, value }) =>
              short === undefined ? undefined : [joined(`-${short}=`, value)],
            )
          : undefined,
    },
    {
      name: 'grouped',
      see: manuals.curl,
      rewritten: (process) =>
        process.program === 'curl'
          ? respelled(process, ({ option: { short }, value }) =>
              short === 'X' ? ['-sSkX', value] : undefined,
            )
          : undefined,
    },
    {
      name: 'grouped-and-joined',
      see: manuals.curl,
      rewritten: (process) =>
        process.program === 'curl'
          ? respelled(process, ({ option: { short }, value }) =>
              short === 'X' || short === 'd' || short === 'T' ? [joined(`-ks${short}`, value)] : undefined,
            )
          : undefined,
    },
    { name: 'flags-long', see: manuals.curl, rewritten: (process) => flagsAs(process, true) },
    { name: 'flags-short', see: manuals.curl, rewritten: (process) => flagsAs(process, false) },
    {
      name: 'abbreviated',
      see: 'https://www.gnu.org/software/libc/manual/html_node/Getopt-Long-Options.html',
      rewritten: (process) =>
        process.program === 'wget'
          ? {
              line: process.line.replaceAll(
                /--(?:method|post-file|post-data|body-file|body-data)(?==| )/g,
                (name) => name.slice(0, -1),
              ),
            }
          : undefined,
    },
    {
      name: 'powershell-alias',
      see: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/invoke-restmethod',
      rewritten: (process) =>
        inScript(process, (text) =>
          text.replaceAll(
            /\b(?:Invoke-RestMethod|Invoke-WebRequest|irm|iwr)\b/gi,
            (name) => aliases[name.toLowerCase()]!,
          ),
        ),
    },
    {
      name: 'powershell-colon',
      see: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parameters',
      rewritten: (process) =>
        inScript(process, (text) =>
          text.replaceAll(/(\s-(?:Uri|Method|Body|InFile))\s+(?=['"$\w(])/gi, '$1:'),
        ),
    },
    {
      name: 'powershell-abbreviated',
      see: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parameters',
      rewritten: (process) =>
        inScript(process, (text) =>
          text
            .replaceAll(/\s-Method\b/gi, ' -Me')
            .replaceAll(/\s-Body\b/gi, ' -Bo')
            .replaceAll(/\s-Uri\b/gi, ' -U'),
        ),
    },
    {
      name: 'powershell-command',
      see: manuals.powershell,
      rewritten: (process) => {
        const script = scriptOf(process);
        return (
          script && {
            line: withScript(process, { ...script, before: [...script.before.slice(0, -1), '/comm'] }),
          }
        );
      },
    },
    {
      name: 'powershell-without-command',
      see: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_powershell_exe',
      rewritten: (process) => {
        const script = scriptOf(process);
        // pwsh reads its first word as a file.
        return script && process.program === 'powershell'
          ? { line: withScript(process, { ...script, before: script.before.slice(0, -1) }) }
          : undefined;
      },
    },
  ],
};
