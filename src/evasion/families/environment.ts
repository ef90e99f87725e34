// A variable of the environment is set in front of the command.
import { type Family, manuals } from '../rewrite.ts';
import { forCmd, forShell, isWhole, scriptOf, withScript } from '../words.ts';

export const environment: Family = {
  name: 'environment',
  what: 'an assignment in front',
  rewrites: [
    {
      name: 'set',
      see: 'https://learn.microsoft.com/windows-server/administration/windows-commands/set_1',
      rewritten: (process) =>
        process.system === 'windows' && process.program !== 'cmd' && forCmd(process.line) !== undefined
          ? {
              line: `cmd.exe /c "set GIT_TERMINAL_PROMPT=0&& ${process.line}"`,
              image: 'C:\\Windows\\System32\\cmd.exe',
              starter: 'alone',
            }
          : undefined,
    },
    {
      name: 'in-powershell',
      see: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_environment_variables',
      rewritten: (process) => {
        const script = scriptOf(process);
        return script && { line: withScript(process, { ...script, text: `$env:TZ='UTC'; ${script.text}` }) };
      },
    },
    {
      name: 'sh',
      see: manuals.posixShell,
      rewritten: (process) => {
        if (process.system !== 'posix' || !isWhole(process)) return undefined;
        const text = forShell(`TZ=UTC LANG=C ${process.line}`);
        return text === undefined
          ? undefined
          : { line: `sh -c ${text}`, image: '/usr/bin/sh', starter: 'alone' };
      },
    },
    {
      name: 'export',
      see: manuals.posixShell,
      rewritten: (process) => {
        if (process.system !== 'posix' || !isWhole(process)) return undefined;
        const text = forShell(`export TZ=UTC; ${process.line}`);
        return text === undefined
          ? undefined
          : { line: `bash -c ${text}`, image: '/usr/bin/bash', starter: 'alone' };
      },
    },
    {
      name: 'env',
      see: 'https://www.gnu.org/software/coreutils/manual/html_node/env-invocation.html',
      rewritten: (process) =>
        process.system === 'posix' && isWhole(process)
          ? { line: `env -u HISTFILE TZ=UTC ${process.line}`, image: '/usr/bin/env', starter: 'alone' }
          : undefined,
    },
  ],
};
