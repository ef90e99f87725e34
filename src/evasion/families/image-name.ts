// A renamed image: the name is another one, the version information of the file stays.
import type { Family, Process, Rewritten } from '../rewrite.ts';

/** Original names in the version information of the programs as they are published. */
const originals: Readonly<Record<string, string>> = {
  curl: 'curl.exe',
  gh: 'gh.exe',
  git: 'git.exe',
  node: 'node.exe',
  powershell: 'PowerShell.EXE',
  pwsh: 'pwsh.dll',
  python: 'python.exe',
};

const see = 'https://attack.mitre.org/techniques/T1036/003/';

function renamed(
  { system, program, head, line }: Process,
  name: string,
  written: string,
): Rewritten | undefined {
  const original = originals[program];
  if (system !== 'windows' || original === undefined) return undefined;
  return { line: written + line.slice(head.length), image: name, original };
}

export const imageName: Family = {
  name: 'image-name',
  what: 'a renamed image',
  rewrites: [
    { name: 'plain', see, rewritten: (process) => renamed(process, 'updater.exe', 'updater.exe') },
    { name: 'without-ending', see, rewritten: (process) => renamed(process, 'svc.exe', 'svc') },
    {
      name: 'as-another-program',
      see,
      rewritten: (process) =>
        renamed(process, 'C:\\ProgramData\\notepad.exe', '"C:\\ProgramData\\notepad.exe"'),
    },
    {
      name: 'other-ending',
      see,
      rewritten: (process) => renamed(process, 'C:\\ProgramData\\a.dat', 'C:\\ProgramData\\a.dat'),
    },
  ],
};
