// A program that starts the command: the sensor shows it alone, or with the command below it.
import { type Family, manuals, type Process, type Rewrite, type Rewritten } from '../rewrite.ts';
import { forCmd, forShell, isWhole } from '../words.ts';

const cmd = 'C:\\Windows\\System32\\cmd.exe';

type Around = (line: string) => string | undefined;

function started(
  process: Process,
  {
    system,
    image,
    original,
    around,
    starter,
  }: {
    readonly system: Process['system'];
    readonly image: string;
    readonly original?: string;
    readonly around: Around;
    readonly starter: NonNullable<Rewritten['starter']>;
  },
): Rewritten | undefined {
  if (process.system !== system || !isWhole(process) || process.line.includes('\n')) return undefined;
  const line = around(process.line);
  return line === undefined
    ? undefined
    : { line, image, starter, ...(original !== undefined && { original }) };
}

/** The wrapper alone, and with the command it starts. */
function both(
  name: string,
  see: string,
  wrapper: {
    readonly system: Process['system'];
    readonly image: string;
    readonly original?: string;
    readonly around: Around;
  },
): readonly Rewrite[] {
  return [
    { name, see, rewritten: (process) => started(process, { ...wrapper, starter: 'alone' }) },
    {
      name: `${name}-and-command`,
      see,
      rewritten: (process) => started(process, { ...wrapper, starter: 'with the command' }),
    },
  ];
}

const inCmd = (
  around: Around,
): { readonly system: 'windows'; readonly image: string; readonly around: Around } => ({
  system: 'windows',
  image: cmd,
  around,
});

const inShell = (
  image: string,
  around: Around,
): { readonly system: 'posix'; readonly image: string; readonly around: Around } => ({
  system: 'posix',
  image,
  around,
});

const prefixed = (prefix: string) => (text: string | undefined) =>
  text === undefined ? undefined : prefix + text;

export const wrapper: Family = {
  name: 'wrapper',
  what: 'a program in front',
  rewrites: [
    ...both(
      'cmd',
      manuals.cmd,
      inCmd((line) => prefixed('cmd.exe /c ')(forCmd(line))),
    ),
    ...both(
      'cmd-quoted',
      manuals.cmd,
      inCmd((line) => (forCmd(line) === undefined ? undefined : `"${cmd}" /d /s /c "${line}"`)),
    ),
    ...both(
      'cmd-joined',
      manuals.cmd,
      inCmd((line) => prefixed('cmd /q/c')(forCmd(line))),
    ),
    ...both(
      'start',
      'https://learn.microsoft.com/windows-server/administration/windows-commands/start',
      inCmd((line) => prefixed('cmd.exe /c start "" /min /b ')(forCmd(line))),
    ),
    ...both('powershell', manuals.powershell, {
      system: 'windows',
      image: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
      around: (line) =>
        /["$`']/.test(line) || /^powershell|^pwsh|^cmd/i.test(line)
          ? undefined
          : `powershell.exe -NoProfile -Command "& ${line}"`,
    }),
    ...both('conhost', 'https://lolbas-project.github.io/lolbas/Binaries/Conhost/', {
      system: 'windows',
      image: 'C:\\Windows\\System32\\conhost.exe',
      around: (line) => `conhost.exe --headless ${line}`,
    }),
    ...both(
      'sh',
      manuals.posixShell,
      inShell('/usr/bin/sh', (line) => prefixed('sh -c ')(forShell(line))),
    ),
    ...both(
      'sh-in-a-line',
      manuals.posixShell,
      inShell('/usr/bin/bash', (line) => prefixed('bash -c ')(forShell(`cd /tmp && ${line}; true`))),
    ),
    // Defender on Linux shows the arguments without their quotes.
    ...both(
      'sh-without-quotes',
      manuals.posixShell,
      inShell('/usr/bin/sh', (line) => `sh -c ${line}`),
    ),
    ...both(
      'env',
      'https://www.gnu.org/software/coreutils/manual/html_node/env-invocation.html',
      inShell('/usr/bin/env', (line) => `env ${line}`),
    ),
    ...both(
      'sudo',
      'https://www.sudo.ws/docs/man/sudo.man/',
      inShell('/usr/bin/sudo', (line) => `sudo -n -u root ${line}`),
    ),
    ...both(
      'nohup',
      'https://www.gnu.org/software/coreutils/manual/html_node/nohup-invocation.html',
      inShell('/usr/bin/nohup', (line) => `nohup ${line}`),
    ),
    ...both(
      'timeout',
      'https://www.gnu.org/software/coreutils/manual/html_node/timeout-invocation.html',
      inShell('/usr/bin/timeout', (line) => `timeout -k 5 10m ${line}`),
    ),
  ],
};
