// A rewrite: another spelling of a command that means the same to the program that is run.

/** Whose rules the line follows: those of Windows, where a program parts its own line, or those of a POSIX system. */
export type System = 'windows' | 'posix';

/** A process of a case as its rows tell of it. */
export interface Process {
  readonly line: string;
  /** Base name of the image, as the sensor has it. */
  readonly name: string;
  /** The image's name without `.exe`, in lower case: `git`, `python3.11`. */
  readonly program: string;
  readonly system: System;
  /** The first word of the line as it is written; empty where the line is not that of this image. */
  readonly head: string;
  /** The other words as they are written, quotes and all; empty where a quote is not closed. */
  readonly words: readonly string[];
  /** Somebody typed it: neither another process of the case nor git itself wrote the line. */
  readonly isTyped: boolean;
}

/** What the sensors would have shown of the rewritten command. */
export interface Rewritten {
  readonly line: string;
  /** Name or whole path of the image, where it is another one. */
  readonly image?: string;
  /** The file's original name, by the version information of the image. */
  readonly original?: string;
  /** A process that starts the command: it is seen alone, or with the command below it. */
  readonly starter?: 'alone' | 'with the command';
}

export interface Rewrite {
  readonly name: string;
  /** The page that says, or the run that showed, that both spellings mean the same. */
  readonly see: string;
  /** Undefined where the process has nothing that could be spelled so. */
  rewritten(process: Process): Rewritten | undefined;
}

export interface Family {
  readonly name: string;
  /** In the words of a heading. */
  readonly what: string;
  /** Of what nobody typed too: what stands in a setting reaches the lines that a program writes itself. */
  readonly ofAll?: boolean;
  readonly rewrites: readonly Rewrite[];
}

/** The pages of manuals that several families rest on. */
export const manuals = {
  cmd: 'https://learn.microsoft.com/windows-server/administration/windows-commands/cmd',
  curl: 'https://curl.se/docs/manpage.html',
  gh: 'https://pkg.go.dev/github.com/spf13/pflag#readme-command-line-flag-syntax',
  git: 'https://git-scm.com/docs/git',
  gitUrls: 'https://git-scm.com/docs/git-push#_git_urls',
  posixShell: 'https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_02',
  powershell: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_pwsh',
  powershellEscapes:
    'https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_special_characters',
  uri: 'https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2',
  wget: 'https://www.gnu.org/software/wget/manual/wget.html#Option-Syntax',
  windowsArguments: 'https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments',
  windowsNames: 'https://learn.microsoft.com/windows/win32/fileio/naming-a-file',
} as const;
