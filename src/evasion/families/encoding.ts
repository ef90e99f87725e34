// The command encoded, for a shell that decodes it.
import { type Family, manuals, type Process } from '../rewrite.ts';
import { isWhole, scriptOf, withWords } from '../words.ts';

const utf16 = (text: string) => Buffer.from(text, 'utf16le').toString('base64');

const utf8 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/** A line that a shell takes as it stands. */
const isForShell = (process: Process) =>
  process.words.length > 0 && isWhole(process) && !process.line.includes('\n');

function encodedScript(process: Process, flag: string) {
  const script = scriptOf(process);
  return script && { line: withWords(process, [...script.before.slice(0, -1), flag, utf16(script.text)]) };
}

const powershellImage = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';

export const encoding: Family = {
  name: 'encoding',
  what: 'an encoded command',
  rewrites: [
    {
      name: 'powershell-script',
      see: manuals.powershell,
      rewritten: (process) => encodedScript(process, '-EncodedCommand'),
    },
    {
      name: 'powershell-script-short',
      see: manuals.powershell,
      rewritten: (process) => encodedScript(process, '/eNc'),
    },
    {
      name: 'powershell-script-dash',
      see: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parsing',
      rewritten: (process) => encodedScript(process, '\u2013e'),
    },
    {
      name: 'powershell',
      see: manuals.powershell,
      rewritten: (process) => {
        const isScript = scriptOf(process) !== undefined || /^(?:powershell|pwsh|cmd)$/.test(process.program);
        if (process.system !== 'windows' || isScript || !isForShell(process) || process.head.startsWith('"'))
          return undefined;
        return {
          line: `powershell.exe -NoP -W Hidden -enc ${utf16(process.line)}`,
          image: powershellImage,
          starter: 'alone',
        };
      },
    },
    {
      name: 'base64-sh',
      see: 'https://www.gnu.org/software/coreutils/manual/html_node/base64-invocation.html',
      rewritten: (process) =>
        process.system === 'posix' && isForShell(process)
          ? {
              line: `sh -c "echo ${utf8(process.line)} | base64 -d | sh"`,
              image: '/usr/bin/sh',
              starter: 'alone',
            }
          : undefined,
    },
    {
      name: 'base64-bash-string',
      see: 'https://www.gnu.org/software/bash/manual/html_node/Redirections.html',
      rewritten: (process) =>
        process.system === 'posix' && isForShell(process)
          ? {
              line: `bash -c "bash <<< $(base64 --decode <<< ${utf8(process.line)})"`,
              image: '/usr/bin/bash',
              starter: 'alone',
            }
          : undefined,
    },
  ],
};
