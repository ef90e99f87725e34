// Quotes and escape signs that the program, or the shell in front of it, drops.
import { type Family, manuals, type Process, type Rewritten } from '../rewrite.ts';
import { forCmd, isWhole, scriptOf, withHead, withScript, withWords } from '../words.ts';

/** Programs that part their line as the C runtime of Microsoft does, and whose words may so be quoted anywhere. */
const native = /^(?:git|gh|glab|hub|curl|wget|trufflehog|gitleaks|noseyparker)$/;

const isPlain = (word: string) => !/["'\\`$%^&|<>]/.test(word);

/** Every word as `change` makes it. */
function eachWord(process: Process, change: (word: string, index: number) => string): Rewritten | undefined {
  const { system, program, words } = process;
  if (system !== 'windows' || !native.test(program) || words.length === 0) return undefined;
  return { line: withWords(process, words.map(change)) };
}

/** The line as a shell is given it, with signs in it that the shell drops. */
function shown(process: Process, shell: (line: string) => Rewritten | undefined): Rewritten | undefined {
  const { head, line, words } = process;
  // A path in quotes, and quotes within quotes, are spelt in too many ways.
  const isSimple = /^[\w.-]+$/.test(head) && isWhole(process) && !/["'`\\^$%&|<>!;(){}]/.test(line);
  return isSimple && words.length > 0 ? shell(line) : undefined;
}

/** A sign in front of the second letter of each word that begins with a letter. */
const signed = (line: string, sign: string) =>
  line.replaceAll(/(^|\s)([A-Za-z])(?=[A-Za-z])/g, `$1$2${sign}`);

export const quoting: Family = {
  name: 'quoting',
  what: 'quotes and escape signs',
  rewrites: [
    {
      name: 'quoted-image',
      see: 'https://learn.microsoft.com/windows/win32/api/processthreadsapi/nf-processthreadsapi-createprocessw',
      rewritten: (process) =>
        process.system === 'windows' && /^[^"]+$/.test(process.head)
          ? { line: withHead(process, `"${process.head}"`) }
          : undefined,
    },
    {
      name: 'quoted-words',
      see: manuals.windowsArguments,
      rewritten: (process) => eachWord(process, (word) => (isPlain(word) ? `"${word}"` : word)),
    },
    {
      name: 'quotes-within-words',
      see: manuals.windowsArguments,
      rewritten: (process) =>
        eachWord(process, (word) =>
          /^[a-z]{3,}/i.test(word) && isPlain(word) ? `${word.slice(0, 2)}""${word.slice(2)}` : word,
        ),
    },
    {
      name: 'quoted-letter',
      see: manuals.windowsArguments,
      rewritten: (process) =>
        eachWord(process, (word) =>
          /^[a-z]{3,}/i.test(word) && isPlain(word) ? `${word[0]}"${word[1]}"${word.slice(2)}` : word,
        ),
    },
    {
      name: 'caret',
      see: manuals.cmd,
      rewritten: (process) =>
        process.system === 'windows'
          ? shown(process, (line) => ({
              line: `cmd.exe /c ${signed(line, '^')}`,
              image: 'C:\\Windows\\System32\\cmd.exe',
              starter: 'alone',
            }))
          : undefined,
    },
    {
      name: 'caret-in-cmd',
      see: manuals.cmd,
      rewritten: ({ program, line }) => {
        const [, before, text] = /^(cmd(?:\.exe)?\s.*?\/[ck]\s+)([^"'^]+)$/is.exec(line) ?? [];
        return program === 'cmd' && before !== undefined && forCmd(text!) !== undefined
          ? { line: before + signed(text!, '^') }
          : undefined;
      },
    },
    {
      name: 'posix-quotes',
      see: manuals.posixShell,
      rewritten: (process) =>
        process.system === 'posix'
          ? shown(process, (line) => ({
              line: `sh -c "${signed(line, "''")}"`,
              image: '/usr/bin/sh',
              starter: 'alone',
            }))
          : undefined,
    },
    {
      name: 'backslash',
      see: manuals.posixShell,
      rewritten: (process) =>
        process.system === 'posix'
          ? shown(process, (line) => ({
              line: `sh -c '${signed(line, '\\')}'`,
              image: '/usr/bin/sh',
              starter: 'alone',
            }))
          : undefined,
    },
    {
      name: 'backtick',
      see: manuals.powershellEscapes,
      rewritten: (process) => {
        const script = scriptOf(process);
        if (script === undefined) return undefined;
        // In front of a, b, e, f, n, r, t, u, v and 0 a backtick is another sign.
        const text = script.text
          .replaceAll(/\bInvoke-(?=Rest|Web)/gi, 'Invo`ke-')
          .replaceAll(/\bi(?=wr\b)/gi, 'i`')
          .replaceAll(/\bir(?=m\b)/gi, 'ir`')
          .replaceAll(/\s-Method\b/gi, ' -Met`hod');
        return { line: withScript(process, { ...script, text }) };
      },
    },
    {
      name: 'joined-texts',
      see: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_operators',
      rewritten: (process) => {
        const script = scriptOf(process);
        if (script === undefined || !/'https:\/\/[^']+'/.test(script.text)) return undefined;
        const text = script.text.replace(/'(https:\/\/\w+)([^']+)'/, "('$1'+'$2')");
        return { line: withScript(process, { ...script, text }) };
      },
    },
  ],
};
